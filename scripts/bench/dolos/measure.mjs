// dolos-lib in a process of its own, so that its heap is nobody else's:
//   node --expose-gc scripts/bench/dolos/measure.mjs MANIFEST CORPUS
// prints its figures as JSON. MANIFEST is the package.json of dolos-lib as scripts/bench/setup installed it.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { corpusPaths } from '../corpus.mjs';
import { readLines } from '../files.mjs';
import { median, timed } from '../timing.mjs';

const [manifest, corpus] = process.argv.slice(2);
const { resolve } = createRequire(manifest);
// dolos-lib hands these classes on unchanged; asked for there, they would load tree-sitter too.
const { File, FingerprintIndex, Region, TokenizedFile } = await import(pathToFileURL(resolve('@dodona/dolos-core')).href);

/** Those of Wherefrom's own fingerprints: words in a k-gram, k-grams in a window. Any 8 shared words share one. */
const K = 5;
const WINDOW = 4;
/** Documents of which the shared passages are told; Wherefrom aligns up to as many. */
const TOLD = 24;
const WORD = /[\p{L}\p{N}]+/gu;

function tokenized(id, text) {
  const tokens = [];
  const mapping = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    tokens.push(word.toLowerCase());
    mapping.push(new Region(0, index, 0, index + word.length));
  }
  return new TokenizedFile(new File(id, text), tokens, mapping);
}

function heap() {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const paths = corpusPaths(corpus);
const index = new FingerprintIndex(K, WINDOW);
const before = heap();
let indexMs = 0;
for (const line of readLines(paths.documents)) {
  const { id, text } = JSON.parse(line);
  indexMs += timed(() => index.addFiles([tokenized(id, text)]));
}
const memory = heap() - before;

/** The passages that the page shares with the best of the others. */
const told = (file, others) => others.slice(0, TOLD).map((other) => index.getPair(file, other).buildFragments());

/** By the index: the documents that share most fingerprints with the page. dolos-lib has no such query, but all that it takes. */
function lookUp(file) {
  const { shared } = index.entries().at(-1);
  const counts = new Map();
  for (const fingerprint of shared) {
    for (const other of fingerprint.files()) {
      if (other !== file) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return told(file, [...counts].sort((a, b) => b[1] - a[1]).map(([other]) => other));
}

/** As dolos-lib itself does it: the page is paired with every document, and the most similar are told. */
function pairAll(file) {
  const pairs = indexed.map((other) => index.getPair(file, other));
  return told(file, pairs.sort((a, b) => b.similarity - a.similarity).map(({ rightFile }) => rightFile));
}

const indexed = index.entries().map(({ file }) => file);
const lookUps = [];
const pairings = [];
for (const line of readLines(paths.pages)) {
  const { id, text } = JSON.parse(line);
  let file;
  // A page stays in the index: it cannot be taken out.
  const added = timed(() => {
    file = tokenized(id, text);
    index.addFiles([file]);
  });
  lookUps.push(added + timed(() => lookUp(file)));
  pairings.push(added + timed(() => pairAll(file)));
}
console.log(
  JSON.stringify({
    documents: indexed.length,
    index_ms: indexMs,
    look_up_median_ms: median(lookUps),
    query_median_ms: median(pairings),
    memory_per_document_bytes: Math.round(memory / indexed.length),
  }),
);
