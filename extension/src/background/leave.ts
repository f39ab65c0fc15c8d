import { followSites, forgetRefused, keepingWishes } from '../packs/keeping';
import { isOf } from '../shared/keeping';
import { giveBack } from '../shared/leave';
import { originsOf } from '../shared/tabs';

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
  // An update takes the scripts away; what the reader did in the browser's settings meanwhile nobody told of.
  for (const began of [chrome.runtime.onInstalled, chrome.runtime.onStartup] as const) {
    began.addListener(() => {
      forget();
      follow();
    });
  }
}

/** Does what leave was given for to see and read tabs, and gives that back. */
export async function withTabs(tabs: readonly number[], work: () => Promise<void>): Promise<void> {
  const all = await Promise.all(tabs.map((id) => chrome.tabs.get(id).catch(() => null)));
  try {
    await work();
  } finally {
    // What is given for keeping what is read there stays.
    const { sites } = await keepingWishes();
    await giveBack({ origins: originsOf(all.map((tab) => tab?.url).filter((url) => !isOf(url, sites))) });
    await giveBack({ permissions: ['tabs'] });
  }
}
