import type { Excerpt } from '../shared/articles';

/** Words that a reader looks for in texts. */

/** The words and phrases of what was typed. What stands in quotation marks is one, with its words in a row. */
export function termsOf(typed: string): string[] {
  const terms = [...folded(typed).matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]?|([^\s"“”„«»]+)/g)];
  return [...new Set(terms.map(([, phrase, word]) => (phrase ?? word ?? '').trim().replace(/\s+/g, ' ')).filter(Boolean))];
}

/** UTF-16 units on either side of what was found. */
const BESIDE = 70;

/** Where a text has all of the terms, from the first of them on; null where it lacks one. */
export function excerptOf(text: string, terms: readonly string[]): Excerpt | null {
  const looked = folded(text);
  const [first, ...others] = terms.map((term) => placeOf(looked, term));
  if (first === undefined || first < 0 || others.includes(-1)) return null;
  // What changes its length when it is folded is shown folded.
  const shown = looked.length === text.length ? text : looked;
  const end = first + (terms[0] ?? '').length;
  const from = Math.max(first - BESIDE, 0);
  return {
    before: (from > 0 ? '…' : '') + shown.slice(from, first).replace(from > 0 ? /^\S*\s/ : /^/, ''),
    found: shown.slice(first, end),
    after: shown.slice(end, end + BESIDE).replace(end + BESIDE < shown.length ? /\s\S*$/ : /$/, '') + (end + BESIDE < shown.length ? '…' : ''),
  };
}

/** Case and apostrophes make no other word, and a line's end is a space. */
const folded = (text: string): string => text.normalize().toLowerCase().replace(/[’ʼ]/g, "'").replace(/\n/g, ' ');

const LETTER = /[\p{L}\p{N}]/u;
/** Scripts without spaces between words: a word may begin anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Where a term stands at the beginning of a word; -1 where it does not. */
function placeOf(text: string, term: string): number {
  const anywhere = UNSPACED.test(term) || !LETTER.test(term[0] ?? '');
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (anywhere || at === 0 || !LETTER.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}
