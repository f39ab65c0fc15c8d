import { isFields } from '../shared/guards';
import { isPlace, type Place } from '../shared/parts';

/** Which part of a site's pages is the article, where the reader chose it and wished that to be remembered. */

const KEY = 'places';
const LOCK = 'wherefrom-places';

export type Places = Record<string, Place>;

/** The site of a page that can be remembered; null of anything that is not on the web. */
export function siteOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? hostname : null;
}

/** What is remembered, without what is not understood. */
export async function places(): Promise<Places> {
  const stored: unknown = (await chrome.storage.local.get(KEY))[KEY];
  return isFields(stored) ? Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, Place] => isPlace(entry[1]))) : {};
}

export async function placeFor(site: string | null): Promise<Place | null> {
  if (site === null) return null;
  const all = await places().catch(() => ({}));
  return Object.hasOwn(all, site) ? (all as Places)[site] ?? null : null;
}

/** Remembers a part for a site; null: forgets what was remembered. */
export function rememberPlace(site: string, place: Place | null): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const { [site]: before, ...others } = await places();
    if (place || before) await chrome.storage.local.set({ [KEY]: place ? { ...others, [site]: place } : others });
  });
}

/** Calls `changed` whenever something else is remembered. */
export function onPlacesChange(changed: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed();
  });
}
