import type { Kept } from '../../shared/articles';

/** The orders in which kept articles are listed. */

export const SORTS = ['kept', 'published', 'title', 'site'] as const;
export type Sort = (typeof SORTS)[number];

/** Days: the newest first, and what has none at the end. Words: as a dictionary has them. The given order decides the rest. */
export function sorted<T>(entries: readonly T[], by: Sort, articleOf: (entry: T) => Kept): T[] {
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const keyed = entries.map((entry) => ({ entry, key: articleOf(entry)[by] ?? '' }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return by === 'title' || by === 'site' ? words.compare(a, b) : a < b ? 1 : a > b ? -1 : 0;
  });
  return keyed.map(({ entry }) => entry);
}
