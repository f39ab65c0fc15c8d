// Invented news of any number: document i is a function of the seed and i alone.
import { inventLanguage } from './language.mjs';
import { random } from './random.mjs';

/** What a source of random numbers is for; see random.mjs. */
const STREAM = { document: 1, phrase: 2, quotation: 3, story: 4, outlet: 5 };

/** The mean of a document's words; that of American press releases. */
const MEAN_WORDS = 485;
/** Formulas of the trade, drawn by Zipf's law too: some stand in every fifth document, some in one of a hundred thousand. */
const PHRASES = 5_000;
const OUTLETS = 200;
const MASTHEADS = ['Gazette', 'Courier', 'Herald', 'Post', 'Mercury', 'Observer', 'Chronicle', 'Times', 'Echo', 'Star'];
/** Successive documents tell one story: they share its date, give or take some days, and its quotations. */
const DOCUMENTS_OF_A_STORY = 8;
const QUOTATIONS_OF_A_STORY = 3;
const FIRST_DAY = Date.UTC(2010, 0, 1);
const DAYS = 5_000;
const MS_OF_A_DAY = 86_400_000;

// Shares of a text, by eye after press releases.
const SENTENCE_BEGINS_WITH_PHRASE = 0.12;
const SENTENCE_IS_QUOTATION = 0.05;
const WORD_IS_NAME = 0.04;
const WORD_IS_NUMBER = 0.015;
const COMMA_FOLLOWS = 0.05;
/** A document's content words come from its own few so often: what it is about is said again and again. */
const OWN_WORD = 0.35;
const OWN_WORDS = 40;

/** `document(i)` makes document i of a seed; any i from 0 on, in any order. */
export function inventDocuments(seed) {
  const language = inventLanguage(seed);
  const { lower, upper } = language;

  /** `count` words as pieces of a sentence, the first with a capital; `own` are the document's words, or none. */
  function words(source, count, own) {
    const pieces = [];
    for (let at = 0; at < count; at += 1) {
      const u = source.next();
      if (u < WORD_IS_NAME) {
        pieces.push(upper[language.content(source)]);
      } else if (u < WORD_IS_NAME + WORD_IS_NUMBER) {
        pieces.push(String(1 + source.below(source.next() < 0.5 ? 30 : 2030)));
      } else {
        let word = language.word(source);
        if (own && !language.isFunction(word) && source.next() < OWN_WORD) word = own[source.below(own.length)];
        pieces.push(at === 0 ? upper[word] : lower[word]);
      }
      if (at > 1 && at < count - 2 && u > 1 - COMMA_FOLLOWS) pieces[pieces.length - 1] += ',';
    }
    return pieces;
  }

  const phrases = Array.from({ length: PHRASES }, (_, index) => {
    const source = random(seed, STREAM.phrase, index);
    return words(source, 6 + source.below(9));
  });
  const phrase = ({ next }) => phrases[Math.floor(Math.exp(next() * Math.log(PHRASES + 1))) - 1];

  const outlets = Array.from({ length: OUTLETS }, (_, index) => {
    const source = random(seed, STREAM.outlet, index);
    const [place, masthead] = [upper[language.content(source)], source.pick(MASTHEADS)];
    return { publisher: `The ${place} ${masthead}`, site: `https://${place}-${masthead}.example`.toLowerCase() };
  });

  function quotation(story, number) {
    const source = random(seed, STREAM.quotation, story * QUOTATIONS_OF_A_STORY + number);
    const said = words(source, 10 + source.below(16)).join(' ');
    return `"${said}," said ${upper[language.content(source)]} ${upper[language.content(source)]}.`;
  }

  function body(source, story) {
    const own = Array.from({ length: OWN_WORDS }, () => language.content(source));
    // From 0.4 to 1.6 times the mean, less half a sentence, since the last one runs over.
    const enough = MEAN_WORDS * (0.4 + 1.2 * source.next()) - 10;
    const paragraphs = [];
    for (let count = 0; count < enough; ) {
      const sentences = [];
      for (let left = 1 + source.below(4); left > 0 && count < enough; left -= 1) {
        const length = 8 + source.below(23);
        const u = source.next();
        if (u < SENTENCE_IS_QUOTATION) {
          sentences.push(quotation(story, source.below(QUOTATIONS_OF_A_STORY)));
          count += 20;
          continue;
        }
        const begins = u < SENTENCE_IS_QUOTATION + SENTENCE_BEGINS_WITH_PHRASE ? phrase(source) : [];
        const pieces = [...begins, ...words(source, length, own)];
        count += pieces.length;
        sentences.push(`${pieces.join(' ')}.`);
      }
      paragraphs.push(sentences.join(' '));
    }
    return paragraphs.join('\n\n');
  }

  return function document(index) {
    const source = random(seed, STREAM.document, index);
    const story = Math.floor(index / DOCUMENTS_OF_A_STORY);
    const day = random(seed, STREAM.story, story).below(DAYS) + source.below(5);
    const published = new Date(FIRST_DAY + day * MS_OF_A_DAY).toISOString().slice(0, 10);
    const { publisher, site } = source.pick(outlets);
    const title = words(source, 5 + source.below(5)).join(' ');
    return {
      id: `invented-${index}`,
      url: `${site}/${published.replaceAll('-', '/')}/${index}`,
      publisher,
      published,
      title,
      text: body(source, story),
    };
  };
}
