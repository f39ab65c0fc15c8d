import { isFields, isIndex, isList } from './guards';

/** A page compared with what stands in other tabs. */

/** So many tabs are compared at once: each is compared with each. */
export const MAX_TABS = 30;

export interface TabsCompared {
  /** What the reader knows each page by: this one first, then the others in their order. */
  names: string[];
  /** For each page, in that order, the share (0 to 1) of its words that each one has. */
  shares: number[][];
  /** From how many of them all the words are that two or more have. */
  origins: number;
  /** Tabs without an article, or that could not be read. */
  unread: string[];
  /** Tabs with the same page as another one of them. */
  same: string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

export const isTabsCompared = (value: unknown): value is TabsCompared =>
  isFields(value) && isList(value['names'], isText) && isList(value['unread'], isText) && isList(value['same'], isText) && isIndex(value['origins'])
  && isList(value['shares'], (row): row is number[] => isList(row, isShare));

/** A tab as the reader chooses it. */
export interface TabChoice {
  id: number;
  title: string;
  /** Its host; null where extensions cannot read it. */
  site: string | null;
}

/** The permission that is needed to read these pages. */
export const originsOf = (addresses: readonly (string | undefined)[]): string[] => {
  const origins = addresses.flatMap((address) => {
    if (address === undefined || !URL.canParse(address)) return [];
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? [`${protocol}//${hostname}/*`] : [];
  });
  return [...new Set(origins)];
};
