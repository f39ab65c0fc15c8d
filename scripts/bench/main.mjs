// `make bench`: measures packs and the peers, and writes BENCHMARKS.md.
//   node scripts/bench/main.mjs [--from FILE.jsonl] [--sizes 1000,5000,20000] [--no-peers]
// Documents are invented unless a file is given; the sizes beyond what a file holds are left out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { corpusPaths, writeCorpus } from './corpus.mjs';
import { describeMachine, machineLine } from './machine.mjs';
import { KINDS, measureAgreement, measureInBrowser, measurePack, measureQueries, measureRanges, measureRecall, measureRestored, prepare } from './packs.mjs';
import { measurePeers } from './peers.mjs';
import { peersTable } from './table.mjs';

const { values } = parseArgs({
  options: { from: { type: 'string' }, sizes: { type: 'string', default: '1000,5000,20000' }, 'no-peers': { type: 'boolean', default: false } },
});
const tell = (line) => console.error(`bench: ${line}`);
const PEER_DOCUMENTS = 5000;

const fixed = (value, digits = 2) => value.toFixed(digits);
const megabytes = (bytes) => fixed(bytes / 1e6, 1);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** A table of sections: bytes a document. */
const sections = ({ sections: list, documents }) => list.map(({ name, bytes }) => `${name} ${fixed(bytes / documents, bytes < 10 * documents ? 1 : 0)}`).join(', ');

const folder = mkdtempSync(path.join(os.tmpdir(), 'wherefrom-bench-'));
try {
  const results = [];
  for (const size of values.sizes.split(',').map(Number)) {
    tell(`${size} documents`);
    const place = path.join(folder, String(size));
    mkdirSync(place);
    await writeCorpus(place, { documents: size, pages: 3, seed: 1, from: values.from, txt: false });
    const corpus = corpusPaths(place).documents;
    const made = path.join(place, 'made');
    mkdirSync(made);
    const { documents, pages } = prepare(corpus, made);
    results.push({ corpus, pages, ...(await measurePack(documents, made)) });
  }
  tell('pages');
  for (const [at, query] of measureQueries(results).entries()) results[at].query = query;
  const last = results.at(-1);
  const ranges = measureRanges(last);
  tell('planted passages');
  const recall = measureRecall(last.corpus, last.pack);
  tell('text-free packs');
  const textFree = { agreement: measureAgreement(last.pack, last.hashes, last.pages), restored: measureRestored(last.corpus) };
  tell('Chromium');
  const inBrowser = await measureInBrowser(last.pack, last.pages);
  const peers = values['no-peers'] ? null : await peersOf();
  writeFileSync('BENCHMARKS.md', report(results, ranges, recall, textFree, inBrowser, peers));
  tell('BENCHMARKS.md is written');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function peersOf() {
  tell(`peers, on ${PEER_DOCUMENTS} documents`);
  const place = path.join(folder, 'peers');
  mkdirSync(place);
  await writeCorpus(place, { documents: PEER_DOCUMENTS, pages: 60, seed: 1, from: values.from, txt: true });
  return peersTable(await measurePeers(place, { tell }));
}

function percent(share) {
  return `${fixed(100 * share, 1)} %`;
}

/** A row: shares of words restored. */
function restoredRow(name, { all, content, rare }) {
  return [name, ...[all, content, rare].map(percent)];
}

function report(results, ranges, recall, { agreement, restored }, inBrowser, peers) {
  const last = results.at(-1);
  const [first] = results;
  const { text: full, textFree } = last.built;
  const documents = ({ built }) => built.text.info.documents;
  return `# Benchmarks

Made by \`make bench\`${values.from ? ' with `FROM=` a corpus of press releases' : ' on invented documents'}. Times vary by a third and more from run to run on a shared machine; ratios within a run hold better.

${machineLine(describeMachine())}.

## Packs by size

One document in fifty is held back: of those the unrelated pages are made. Rates are of the bytes of text; memory is the most that the command had while it built.

${table(
    ['documents', 'text, MB', 'build, MB/s', 'text-free', 'memory, MB', 'pack, share of the text', 'text-free'],
    results.map(({ text, built }) => [
      built.text.info.documents,
      megabytes(text),
      fixed(text / 1e3 / built.text.ms, 0),
      fixed(text / 1e3 / built.textFree.ms, 0),
      megabytes(Math.max(built.text.memory, built.textFree.memory)),
      `${fixed((100 * built.text.info.bytes) / text, 1)} %`,
      `${fixed((100 * built.textFree.info.bytes) / text, 1)} %`,
    ]),
  )}

Bytes a document of the largest, by section: ${sections(full.info)}. Text-free: ${sections(textFree.info)}. The ${full.info.fingerprints} fingerprints take ${fixed(full.info.fingerprint_bytes / full.info.entropy_bytes, 3)} times the least that a set of so many can take.

## A page

1,000 pages of 500 words against each pack, one core, from collected blocks to the report, decoding included; milliseconds, median and 99th percentile, of both the median of three runs.

${table(
    ['documents', ...KINDS.flatMap((kind) => [kind, '99 %'])],
    results.map((result) => [documents(result), ...KINDS.flatMap((kind) => [fixed(result.query[kind].median_ms), fixed(result.query[kind].p99_ms)])]),
  )}

From ${documents(first)} to ${documents(last)} documents the medians grow by ${KINDS.map((kind) => `${fixed(last.query[kind].median_ms / first.query[kind].median_ms)} (${kind})`).join(', ')}.
In Chromium, largest pack, 300 of the pages, medians: ${KINDS.map((kind) => `${kind} ${fixed(inBrowser[kind].ms)}`).join(', ')}: ${KINDS.map((kind) => fixed(inBrowser[kind].times)).join(', ')} times as long as natively in turns with it.
By ranges a page reads at most ${fixed(ranges.most_bytes / 1024, 0)} KB in at most ${ranges.most_rounds} rounds; ${ranges.same_reports} of ${ranges.pages} reports are the same to the byte as from memory.

## Planted passages

Cut at random from documents of the largest pack, at most three of which have them, and set between paragraphs of documents that it does not have; found if a document that has them is aligned there. Sentences are of one publisher alone, each a paragraph of its own; told if the verdict names a document that has it.

${table(['passages', 'found', 'share'], Object.entries(recall).map(([name, { passages, found, share }]) => [name, `${found} of ${passages}`, `${fixed(100 * share)} %`]))}

## Text-free

Blocks of the same pages, the verdict from the pack with text and that from the text-free one: ${Object.entries(agreement.blocks).map(([pair, count]) => `${pair} ${count}`).join(', ')}. Shared words are as many in ${percent(agreement.alike)} of all words.

What an attacker restores who knows the format, all words, and how often each follows which in half of the other documents (of 20,000 at most), keeping the ${restored.width} likeliest beginnings; of ${restored.words} words:

${table(
    ['known', 'of all words', 'of those that are no function words', 'of rare ones'],
    [
      restoredRow('nothing: the most frequent word everywhere', restored.nothing),
      restoredRow('the hashes', restored.hashes),
      restoredRow('the hashes and the fingerprints', restored.with_fingerprints),
      restoredRow('in place of both 8 bits of each word, as before format 3', restored.words_alone),
    ],
  )}
${peers === null ? '' : `
## Beside others

The same documents and pages in one run. How each was set is told in \`scripts/bench\`.

${peers}
`}`;
}
