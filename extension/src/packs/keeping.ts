import { patternsOf, readKeeping, type Keeping } from '../shared/keeping';

/** Which articles are kept by themselves. Nothing is, until the reader wishes it. */

const KEY = 'keeping';
const LOCK = 'wherefrom-keeping';

export const keepingWishes = async (): Promise<Keeping> => readKeeping((await chrome.storage.local.get(KEY))[KEY]);

export function changeKeeping(edit: (wishes: Keeping) => Keeping): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    await chrome.storage.local.set({ [KEY]: edit(await keepingWishes()) });
    await register();
  });
}

const SCRIPT = 'arrived';

/** Has a small script on the pages of the sites that are named, where the reader still allows that; it tells the background of them. */
export const followSites = (): Promise<void> => navigator.locks.request(LOCK, register);

async function register(): Promise<void> {
  const { sites } = await keepingWishes();
  const allowed: string[] = [];
  for (const site of sites) if (await chrome.permissions.contains({ origins: patternsOf(site) }).catch(() => false)) allowed.push(...patternsOf(site));
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
