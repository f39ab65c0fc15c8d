// A corpus to measure on, and pages to ask about, the same from the same seed:
//   node scripts/bench/corpus.mjs --out DIR [--documents 5000] [--pages 60] [--seed 1] [--from FILE.jsonl] [--no-txt]
// writes DIR/documents.jsonl, DIR/documents/000/000000.txt …, DIR/pages.jsonl, DIR/pages/0000-reprint.txt …, and what they
// are to DIR/corpus.json. Documents are invented, or taken evenly from all over FILE. Memory does not grow with their number.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LineWriter, readLines } from './files.mjs';
import { inventDocuments } from './invented.mjs';
import { makePage, planPages } from './pages.mjs';
import { timed } from './timing.mjs';

/** A folder with a million files is slow to list and to remove. */
const FILES_IN_A_FOLDER = 1000;

/** Every document has an id, a place and a date; one that lacks them gets them invented. */
function complete(document, position) {
  const invented = {
    id: `document-${position}`,
    url: `https://corpus.example/${position}`,
    publisher: 'The Corpus',
    published: '2020-01-01',
    title: '',
  };
  const own = Object.entries(document).filter(([, value]) => value !== null && value !== '');
  return { ...invented, ...Object.fromEntries(own) };
}

function* inventedDocuments(seed, count) {
  const document = inventDocuments(seed);
  for (let index = 0; index < count; index += 1) yield document(index);
}

/** `count` documents from all over a file of `total`, in its order, so that they are of all its authors and years. */
function* documentsFrom(file, total, count) {
  let line = 0;
  let taken = 0;
  for (const json of readLines(file)) {
    if (line === Math.floor((taken * total) / count)) {
      yield complete(JSON.parse(json), line);
      taken += 1;
      if (taken === count) return;
    }
    line += 1;
  }
}

function countLines(file) {
  let count = 0;
  for (const _ of readLines(file)) count += 1;
  return count;
}

/** Evenly spread positions of the documents that are kept out for the unrelated pages. */
const holdOut = (count, positions) => new Set(Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * positions) / count)));

/** Where the parts of a corpus are, below its folder. */
export const corpusPaths = (out) => ({
  documents: path.join(out, 'documents.jsonl'),
  documentFiles: path.join(out, 'documents'),
  pages: path.join(out, 'pages.jsonl'),
  pageFiles: path.join(out, 'pages'),
  description: path.join(out, 'corpus.json'),
});

/** `{documents, pages, bytes, origin, seed}` of a corpus that was written; `bytes` are those of documents.jsonl. */
export const describeCorpus = (out) => JSON.parse(readFileSync(corpusPaths(out).description, 'utf8'));

/** Writes the corpus into the folder `out`, over one that is there; returns its description. Counts and `seed` are integers. */
export function writeCorpus(out, { documents = 5000, pages = 60, seed = 1, from, txt = true } = {}) {
  const paths = corpusPaths(out);
  for (const file of Object.values(paths)) rmSync(file, { recursive: true, force: true });
  mkdirSync(paths.pageFiles, { recursive: true });

  const unrelated = Math.floor(pages / 3);
  const total = from === undefined ? Infinity : countLines(from);
  const positions = Math.min(documents + unrelated, total);
  if (positions <= unrelated) throw new Error(`${from} has ${total} documents, too few for ${pages} pages.`);
  const held = holdOut(unrelated, positions);
  const plans = planPages({ pages, positions, held, seed });
  const needed = new Set(plans.flatMap(({ of, donor }) => (donor === undefined ? of : [...of, donor])));

  const kept = new Map();
  const lines = new LineWriter(paths.documents);
  let position = 0;
  let written = 0;
  for (const document of from === undefined ? inventedDocuments(seed, positions) : documentsFrom(from, total, positions)) {
    if (needed.has(position)) kept.set(position, document);
    if (!held.has(position)) {
      lines.write(JSON.stringify(document));
      if (txt) {
        const folder = path.join(paths.documentFiles, String(Math.floor(written / FILES_IN_A_FOLDER)).padStart(3, '0'));
        if (written % FILES_IN_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, `${String(written).padStart(6, '0')}.txt`), `${document.text}\n`);
      }
      written += 1;
    }
    position += 1;
  }
  lines.close();

  const asked = new LineWriter(paths.pages);
  for (const [index, plan] of plans.entries()) {
    const page = makePage(plan, index, (at) => kept.get(at), seed);
    asked.write(JSON.stringify(page));
    writeFileSync(path.join(paths.pageFiles, `${page.id}.txt`), `${page.text}\n`);
  }
  asked.close();

  const origin = from === undefined ? 'invented' : path.basename(from);
  const description = { documents: written, pages, bytes: lines.bytes, origin, seed };
  writeFileSync(paths.description, `${JSON.stringify(description)}\n`);
  return description;
}

/** For `parseArgs`: what a program is told about the corpus that it writes. */
export const CORPUS_OPTIONS = {
  documents: { type: 'string', default: '5000' },
  pages: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  from: { type: 'string' },
};

/** The options of `writeCorpus` out of what `parseArgs` found. */
export function corpusOptions(values) {
  const integer = (name) => {
    if (!/^\d+$/.test(values[name])) throw new Error(`--${name} takes a number, not "${values[name]}".`);
    return Number(values[name]);
  };
  return { documents: integer('documents'), pages: integer('pages'), seed: integer('seed'), from: values.from };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { ...CORPUS_OPTIONS, out: { type: 'string' }, 'no-txt': { type: 'boolean', default: false } },
  });
  if (values.out === undefined) throw new Error('--out DIR is lacking: where the corpus is to be written.');
  let corpus;
  const seconds = timed(() => {
    corpus = writeCorpus(values.out, { ...corpusOptions(values), txt: !values['no-txt'] });
  }) / 1000;
  const megabytes = corpus.bytes / 1e6;
  console.log(
    `corpus: ${corpus.documents} documents, ${megabytes.toFixed(1)} MB of JSONL, ${corpus.pages} pages in ${values.out}, ` +
      `${seconds.toFixed(1)} s, ${(megabytes / seconds).toFixed(0)} MB/s`,
  );
}
