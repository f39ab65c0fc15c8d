import type { Kept } from '../../shared/articles';

/** The orders in which kept articles are listed. */

export const SORTS = ['kept', 'published', 'title', 'site'] as const;
export type Sort = (typeof SORTS)[number];

/** Days: the newest first, and what has none at the end. Words: as a dictionary has them. The given order, newest kept first, decides the rest. */
export function sorted(articles: readonly Kept[], by: Sort): Kept[] {
  if (by === 'kept') return [...articles];
  const key = (article: Kept): string => article[by] ?? '';
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return [...articles].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return by === 'published' ? (a < b ? 1 : a > b ? -1 : 0) : words.compare(a, b);
  });
}
