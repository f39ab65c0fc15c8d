import { Failure } from '../shared/errors';
import { patternsOf, readKeeping, type Keeping } from '../shared/keeping';
import { askLeave, giveBack } from '../shared/leave';

/** Which articles are kept by themselves. Nothing is, until the reader wishes it. */

const KEY = 'keeping';
const LOCK = 'wherefrom-keeping';

export const keepingWishes = async (): Promise<Keeping> => readKeeping((await chrome.storage.local.get(KEY))[KEY]);

const inTurn = (work: () => Promise<void>): Promise<void> => navigator.locks.request(LOCK, work);

export const keepChecked = (checked: boolean): Promise<void> => inTurn(() => change((wishes) => ({ ...wishes, checked })));

async function change(edit: (wishes: Keeping) => Keeping): Promise<void> {
  const after = edit(await keepingWishes());
  await chrome.storage.local.set({ [KEY]: after }).catch((error: unknown) => {
    throw new Failure('unwritable', {}, error);
  });
}

const changeSites = (edit: (sites: string[]) => string[]): Promise<void> => change((wishes) => ({ ...wishes, sites: edit(wishes.sites) }));

/** Keeps what is read on a site from now on; false where the reader does not give leave to read it. Within a click. What fails changes nothing. */
export async function keepSite(host: string): Promise<boolean> {
  if (!(await askLeave({ origins: patternsOf(host) }))) return false;
  const { sites } = await keepingWishes();
  try {
    await inTurn(async () => {
      await changeSites((before) => [...before.filter((site) => site !== host), host]);
      await register();
    });
  } catch (error) {
    // A site that was kept before is so still.
    if (!sites.includes(host)) await keepSiteNoMore(host).catch(() => giveBack({ origins: patternsOf(host) }));
    throw error instanceof Failure ? error : new Failure('unwritable', {}, error);
  }
  return true;
}

export async function keepSiteNoMore(host: string): Promise<void> {
  await inTurn(async () => {
    await changeSites((sites) => sites.filter((site) => site !== host));
    // A script that stays runs nowhere without leave.
    await register().catch(() => undefined);
  });
  await giveBack({ origins: patternsOf(host) });
}

/** Wishes of a backup beside those that are there. The sites that the browser does not let the extension read are no wishes: it gives them back. */
export async function restoreWishes(backup: Keeping): Promise<string[]> {
  const refused: string[] = [];
  await inTurn(async () => {
    const allowed: string[] = [];
    for (const site of backup.sites) ((await mayRead(site, false)) ? allowed : refused).push(site);
    if (allowed.length === 0 && !backup.checked) return;
    await change(({ checked, sites }) => ({ checked: checked || backup.checked, sites: [...new Set([...sites, ...allowed])] }));
    await register();
  });
  return refused;
}

/** Leave that the reader has taken back in the browser's own settings is no wish any more. */
export const forgetRefused = (): Promise<void> => inTurn(async () => {
  const { sites } = await keepingWishes();
  const gone: string[] = [];
  for (const site of sites) if (!(await mayRead(site, true))) gone.push(site);
  if (gone.length === 0) return;
  await changeSites((all) => all.filter((site) => !gone.includes(site)));
  await register();
});

/** Whether the browser lets the extension read a site; `otherwise` where it does not tell. */
const mayRead = (site: string, otherwise: boolean): Promise<boolean> => chrome.permissions.contains({ origins: patternsOf(site) }).catch(() => otherwise);

const SCRIPT = 'arrived';

/** Has a small script on the pages of the sites that are named, where the reader still allows that; it tells the background of them. */
export const followSites = (): Promise<void> => inTurn(register);

async function register(): Promise<void> {
  const { sites } = await keepingWishes();
  const allowed: string[] = [];
  for (const site of sites) if (await mayRead(site, false)) allowed.push(...patternsOf(site));
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (JSON.stringify(registered?.matches ?? []) === JSON.stringify(allowed)) return;
  if (registered) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  if (allowed.length > 0) await chrome.scripting.registerContentScripts([{ id: SCRIPT, js: ['arrived.js'], matches: allowed, runAt: 'document_idle' }]);
}

/** Calls `changed` whenever the wishes are others. */
export function onKeepingChange(changed: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed();
  });
}
