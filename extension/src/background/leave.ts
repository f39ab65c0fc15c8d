import { followSites, forgetRefused, keepingWishes } from '../packs/keeping';
import { isList } from '../shared/guards';
import { isOf } from '../shared/keeping';
import { giveBack } from '../shared/leave';

/** Leave that the reader has given: followed where it is taken back, and given back where it has served. */

const follow = (): void => {
  void followSites().catch(() => undefined);
};

const forget = (): void => {
  void forgetRefused().catch(() => undefined);
};

export function keepFollowing(): void {
  chrome.permissions.onRemoved.addListener(forget);
  chrome.permissions.onAdded.addListener(follow);
  void returnLent().catch(() => undefined);
  // An update takes the scripts away; what the reader did in the browser's settings meanwhile nobody told of.
  for (const began of [chrome.runtime.onInstalled, chrome.runtime.onStartup] as const) {
    began.addListener(() => {
      forget();
      follow();
    });
  }
}

/** What is lent for comparisons that are under way, and to how many of them. */
const lent = new Map<string, number>();
const TABS = 'tabs';
/** What is lent, for a background that was ended before it could give it back. */
const LENT = 'lent';

const giveBackAll = async (leave: readonly string[]): Promise<void> => {
  const { sites } = await keepingWishes();
  // What is given for keeping what is read there stays.
  const origins = leave.filter((one) => one !== TABS && !isOf(one.replace(/\*$/, ''), sites));
  if (origins.length > 0) await giveBack({ origins });
  if (leave.includes(TABS)) await giveBack({ permissions: [TABS] });
};

const note = (): Promise<void> => chrome.storage.local.set({ [LENT]: [...lent.keys()] }).catch(() => undefined);

/** Gives back what a background that was ended had been lent. */
export async function returnLent(): Promise<void> {
  const noted: unknown = (await chrome.storage.local.get(LENT))[LENT];
  if (!isList(noted, (one): one is string => typeof one === 'string')) return;
  await giveBackAll(noted.filter((one) => !lent.has(one)));
  await note();
}

/** Does what leave was given for to see tabs and to read these pages, and gives back what no other comparison needs. */
export async function withTabs(origins: readonly string[], work: () => Promise<void>): Promise<void> {
  const leave = [...new Set([TABS, ...origins])];
  for (const one of leave) lent.set(one, (lent.get(one) ?? 0) + 1);
  try {
    await note();
    await work();
  } finally {
    for (const one of leave) {
      const others = (lent.get(one) ?? 0) - 1;
      if (others > 0) lent.set(one, others);
      else lent.delete(one);
    }
    await giveBackAll(leave.filter((one) => !lent.has(one)));
    await note();
  }
}
