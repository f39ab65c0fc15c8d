import { sha256 } from '../files/digest';
import { isDismissal, pageKey, type Dismissal } from '../shared/dismissals';
import type { PageInput } from '../shared/report';

/** What the reader has dismissed, and what of that holds for a page. In a private window it is remembered until the browser is closed. */

const KEY = 'dismissals';
const LOCK = 'wherefrom-dismissals';

const area = (isPrivate: boolean): chrome.storage.StorageArea => (isPrivate ? chrome.storage.session : chrome.storage.local);

async function stored(isPrivate: boolean): Promise<Dismissal[]> {
  const value: unknown = (await area(isPrivate).get(KEY))[KEY];
  return Array.isArray(value) ? value.filter(isDismissal) : [];
}

/** The newest first. */
export const dismissals = async (): Promise<Dismissal[]> => (await stored(false)).reverse();

export function dismiss(dismissal: Dismissal, isPrivate: boolean): Promise<void> {
  return change(isPrivate, (all) => [...all, dismissal]);
}

/** Takes dismissals back, wherever they are remembered. */
export async function undismiss(id: string): Promise<void> {
  for (const isPrivate of [false, true]) await change(isPrivate, (all) => all.filter((one) => one.id !== id));
}

function change(isPrivate: boolean, edit: (all: Dismissal[]) => Dismissal[]): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const before = await stored(isPrivate);
    const after = edit(before);
    if (after.length !== before.length) await area(isPrivate).set({ [KEY]: after });
  });
}

/** Calls `changed` whenever something is dismissed or that is taken back. */
export function onDismissalsChange(changed: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed();
  });
}

/** The words of a paragraph, whatever white space stands between them. */
export const paragraphHash = (text: string): Promise<string> => sha256(new TextEncoder().encode(text.replace(/\s+/g, ' ').trim()));

export interface Applying {
  /** Ids of documents that are no sources. */
  exclude: string[];
  /** Numbers of the page's blocks of which nothing is a match. */
  blocks: number[];
  dismissals: Dismissal[];
}

/** What of all that holds for a page. */
export async function applying({ url, canonical, blocks }: PageInput, isPrivate: boolean): Promise<Applying> {
  const all = [...(await stored(false)), ...(isPrivate ? await stored(true) : [])];
  // A report tells the address that the page states, where it states one.
  const here = all.filter(({ page }) => page === null || page === pageKey(url) || (canonical !== null && page === pageKey(canonical)));
  const paragraphs = new Map(here.flatMap((one) => (one.what.kind === 'paragraph' ? [[one.what.hash, one] as const] : [])));
  const sources = here.filter(({ what }) => what.kind === 'source');
  const found = new Set<Dismissal>(sources);
  const numbers: number[] = [];
  if (paragraphs.size > 0) {
    const hashes = await Promise.all(blocks.map(({ text }) => paragraphHash(text)));
    hashes.forEach((hash, number) => {
      const one = paragraphs.get(hash);
      if (!one) return;
      numbers.push(number);
      found.add(one);
    });
  }
  const exclude = sources.flatMap(({ what }) => (what.kind === 'source' ? [what.source] : []));
  return { exclude, blocks: numbers, dismissals: here.filter((one) => found.has(one)) };
}
