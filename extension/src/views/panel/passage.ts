/** The words of a paragraph that a search engine is asked for. */

/** So many words in a row stand on few pages by chance. */
const WORDS = 8;
/** A longer word tells no more. */
const LONGEST = 10;

/**
 * The eight words in a row that tell most: the longer words are, the fewer pages have them. Null where a paragraph has
 * too few words for that.
 */
export function tellingPassage(text: string): string | null {
  const words = text.trim().split(/\s+/);
  if (words.length < WORDS) return null;
  const weight = (word: string): number => Math.min(word.replace(/[^\p{L}\p{N}]/gu, '').length, LONGEST);
  let best = 0;
  let most = -1;
  for (let from = 0; from + WORDS <= words.length; from += 1) {
    const sum = words.slice(from, from + WORDS).reduce((all, word) => all + weight(word), 0);
    if (sum > most) [best, most] = [from, sum];
  }
  // Quotation marks of its own would end the passage for the engine.
  return words.slice(best, best + WORDS).join(' ').replace(/["\u201c\u201d\u201e\u00ab\u00bb]/g, '').trim();
}
