// The pages that are asked about: a third reprints, a third edited, a third unrelated.
import { random } from './random.mjs';

const KINDS = ['reprint', 'edited', 'unrelated'];
/** Apart from the streams of invented.mjs, which may have the same seed. */
const STREAM = 100;
const REPLACED_EVERY = 10;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** Every tenth word is one of another text's; punctuation stays. */
function replaceWords(text, donor, { pick }) {
  const others = donor.match(WORD) ?? ['other'];
  let count = 0;
  return text.replace(WORD, (word) => {
    count += 1;
    return count % REPLACED_EVERY === 0 ? pick(others) : word;
  });
}

/** The first third of one text, the second of another, the last of a third: so many words, a paragraph each. */
function mix(texts) {
  return texts
    .map((text, at) => {
      const words = text.split(/\s+/);
      return words.slice((at * words.length) / texts.length, ((at + 1) * words.length) / texts.length).join(' ');
    })
    .join('\n\n');
}

/**
 * What each page will be made of, by the documents' positions, before any document is read. `held` are the positions of the
 * documents that are kept out of the corpus for the unrelated pages; the other positions are the corpus.
 */
export function planPages({ pages, positions, held, seed }) {
  const { below } = random(seed, STREAM);
  const inCorpus = () => {
    for (;;) {
      const position = below(positions);
      if (!held.has(position)) return position;
    }
  };
  const unrelated = [...held];
  return Array.from({ length: pages }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    if (kind === 'unrelated') return { kind, of: [unrelated.pop()] };
    if (kind === 'reprint') return { kind, of: [inCorpus()] };
    const mixed = Math.floor(index / KINDS.length) % 2 === 1;
    return mixed ? { kind, of: [inCorpus(), inCorpus(), inCorpus()] } : { kind, of: [inCorpus()], donor: inCorpus() };
  });
}

/** The planned page as `{id, kind, sources, text}`; `at` gives the document at a position. `sources` are ids, none if unrelated. */
export function makePage(plan, index, at, seed) {
  const documents = plan.of.map(at);
  const texts = documents.map(({ text }) => text);
  let [text] = texts;
  if (plan.donor !== undefined) text = replaceWords(text, at(plan.donor).text, random(seed, STREAM, index + 1));
  else if (texts.length > 1) text = mix(texts);
  return {
    id: `${String(index).padStart(4, '0')}-${plan.kind}`,
    kind: plan.kind,
    sources: plan.kind === 'unrelated' ? [] : documents.map(({ id }) => id),
    text,
  };
}
