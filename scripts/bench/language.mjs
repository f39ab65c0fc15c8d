// An invented language that is counted as English is: its function words, and words of syllables, by Zipf's law.
import { random } from './random.mjs';

const FUNCTION_WORDS = (
  'the of and to in a is that for it was on with as he be at by are this have from or had not but his which they an were ' +
  'we been has will would their more who one its all can if when there her said about so up out she other into than some ' +
  'what them time only could new may then do first any also him two these over our now most after such like many where ' +
  'between before should those made how just through under since while much because both during still each no my your me ' +
  'you i us own per against within another until although among however whether without around again'
).split(' ');

const INVENTED_WORDS = 50_000;
/** Zipf–Mandelbrot: the word of rank r is drawn in proportion to 1 / (r + SHIFT). With 1.5 the first is 5 % of a text, as "the" is. */
const SHIFT = 1.5;

// Drawn as often as they stand here, short ones most: a word of a text then has 5.4 letters in the mean; in press releases it has 5.0.
const ONSETS = [...'bcdfghjklmnprstvwbcdlmnprst', '', 'br', 'ch', 'gr', 'pl', 'pr', 'sh', 'st', 'tr'];
const VOWELS = [...'aeiouaeioaei', 'ai', 'ea', 'ou'];
const CODAS = ['', '', '', '', '', '', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'ck', 'st'];
const ENDINGS = ['ed', 'ing', 'er', 's', 'ly', 'al', 'ment', 'ness', 'tion'];

const capital = (word) => word[0].toUpperCase() + word.slice(1);

function inventWords(seed) {
  const words = [...FUNCTION_WORDS];
  const seen = new Set(words);
  const { next, pick } = random(seed);
  const syllable = () => pick(ONSETS) + pick(VOWELS) + pick(CODAS);
  while (words.length < FUNCTION_WORDS.length + INVENTED_WORDS) {
    // Frequent words are short.
    let word = syllable() + (words.length < 400 && next() < 0.6 ? '' : syllable());
    if (words.length > 6_000 && next() < 0.4) word += syllable();
    if (next() < 0.2) word += pick(ENDINGS);
    if (word.length < 3 || seen.has(word)) continue;
    seen.add(word);
    words.push(word);
  }
  return words;
}

/**
 * The language of a seed: `word(random)` and `content(random)` draw by frequency from all words and from the invented ones,
 * and give a word's number; `lower` and `upper` have its spelling.
 */
export function inventLanguage(seed) {
  const lower = inventWords(seed);
  const upper = lower.map(capital);
  // The inverse of the law's distribution function, which spares a table.
  const width = Math.log((lower.length + SHIFT) / SHIFT);
  const draw = (u) => Math.floor(SHIFT * Math.exp(u * width) - SHIFT);
  const functionWords = Math.log((FUNCTION_WORDS.length + SHIFT) / SHIFT) / width;
  return {
    lower,
    upper,
    word: ({ next }) => draw(next()),
    content: ({ next }) => draw(functionWords + (1 - functionWords) * next()),
    isFunction: (word) => word < FUNCTION_WORDS.length,
  };
}
