// What a corpus of a given size costs: building, size by section, memory, queries natively and in Chromium.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../../tests/e2e/lib/browser.mjs';
import { openSite } from '../../tests/e2e/lib/site.mjs';
import { readLines } from './files.mjs';
import { ROUNDS, median, medians, run, runInto } from './timing.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const COMMAND = path.join(root, 'target/release/wherefrom');
const INSIDE = path.join(root, 'target/release/wherefrom-bench');
/** Of pages; see bench/src/pages.rs. */
export const KINDS = ['reprint', 'edited', 'unrelated'];
/** Pages that are measured in the browser. */
const IN_BROWSER = 300;

/** Milliseconds and the most memory that a process had, in bytes, as Linux tells it while it runs. */
async function watched(program, args) {
  const since = performance.now();
  const child = spawn(program, args, { stdio: 'ignore' });
  let most = 0;
  const look = () => {
    try {
      most = Math.max(most, 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
    } catch {
      // It has just ended, or this is no Linux.
    }
  };
  const timer = setInterval(look, 5);
  const status = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(timer);
  if (status !== 0) throw new Error(`${path.basename(program)} ${args[1]} ended with ${status}`);
  return { ms: performance.now() - since, bytes: most };
}

async function build(documents, pack, textFree) {
  const args = ['pack', 'build', documents, '-o', pack, '--name', 'corpus', ...(textFree ? ['--text-free'] : [])];
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await watched(COMMAND, args));
  const info = JSON.parse(run(COMMAND, ['pack', 'info', pack, '--format', 'json']));
  return { ms: median(runs.map(({ ms }) => ms)), memory: Math.max(...runs.map(({ bytes }) => bytes)), info };
}

/** Bytes of the documents' texts alone, which is what rates and shares are of. */
function textBytes(documents) {
  let bytes = 0;
  for (const line of readLines(documents)) bytes += Buffer.byteLength(JSON.parse(line).text);
  return bytes;
}

/** Packs of these documents. */
export async function measurePack(documents, folder) {
  const [pack, hashes] = ['text.wfp', 'hashes.wfp'].map((name) => path.join(folder, name));
  const text = textBytes(documents);
  const built = { text: await build(documents, pack, false), textFree: await build(documents, hashes, true) };
  return { text, jsonl: statSync(documents).size, built, pack, hashes };
}

/** Milliseconds a page against each pack, by kind. Packs take turns, so that what else the machine does falls on all of them. */
export function measureQueries(packs) {
  const rounds = Array.from({ length: ROUNDS }, () => packs.map(({ pack, pages }) => JSON.parse(run(INSIDE, ['query', pack, pages]))));
  const ofPack = (at) => Object.fromEntries(KINDS.map((kind) => [kind, medians(rounds.map((round) => round[at][kind]))]));
  return packs.map((_, at) => ofPack(at));
}

/** What pages read of a pack that stays in its file. */
export const measureRanges = ({ pack, pages }) => JSON.parse(run(INSIDE, ['ranges', pack, pages]));

/**
 * Pages in Chromium, the module with the pack in memory, and the same pages natively, in turns: by kind the median of the
 * milliseconds of a page, and how many times as long it takes in the browser.
 */
export async function measureInBrowser(pack, pages) {
  const served = path.join(root, 'dist/bench');
  rmSync(served, { recursive: true, force: true });
  mkdirSync(served, { recursive: true });
  copyFileSync(pack, path.join(served, 'corpus.wfp'));
  const lines = readFileSync(pages, 'utf8').trim().split('\n').slice(0, IN_BROWSER);
  const asked = path.join(served, 'pages.jsonl');
  writeFileSync(asked, lines.join('\n'));
  const site = await openSite();
  const browser = await launch();
  try {
    await browser.open(`${site.base}/thousand-words.html`);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const native = JSON.parse(run(INSIDE, ['query', pack, asked]));
      const times = await browser.page.evaluate(timesOfPages, lines.map((line) => JSON.parse(line)));
      const inBrowser = (kind) => median(times.filter(([of]) => of === kind).map(([, ms]) => ms));
      const figures = (kind) => ({ ms: inBrowser(kind), times: inBrowser(kind) / native[kind].median_ms });
      rounds.push(Object.fromEntries(KINDS.map((kind) => [kind, figures(kind)])));
    }
    return medians(rounds);
  } finally {
    await browser.close();
    site.close();
    rmSync(served, { recursive: true, force: true });
  }
}

/** Runs in the browser: the kind of every page and the milliseconds that it takes, after a round that is not measured. */
async function timesOfPages(pages) {
  const { default: init, Engine } = await import('/wasm/wherefrom.js');
  await init({ module_or_path: '/wasm/wherefrom_bg.wasm' });
  const engine = new Engine();
  engine.addPack(new Uint8Array(await (await fetch('/bench/corpus.wfp')).arrayBuffer()));
  const none = { url: null, title: null, lang: null, canonical: null, meta: [], json_ld: [], times: [], elements: [] };
  const took = [];
  for (const measured of [false, true]) {
    for (const { kind, text } of pages) {
      const blocks = text.split('\n').filter((line) => line.trim()).map((line) => ({ element: -1, text: line, linked: 0, links: [], hidden: false }));
      const start = performance.now();
      const check = engine.startCheck({ ...none, blocks });
      check.run();
      check.free();
      if (measured) took.push([kind, performance.now() - start]);
    }
  }
  engine.free();
  return took;
}

/** Planted passages that are found, and planted sentences that are told. */
export const measureRecall = (corpus, pack) =>
  Object.assign({}, ...['recall', 'sentences'].map((what) => JSON.parse(run(INSIDE, [what, corpus, pack]))));

/** What is restored of the words of a text-free pack of these documents. */
export const measureRestored = (corpus) => JSON.parse(run(INSIDE, ['restore', corpus]));

/** Verdicts from the pack with text and from the text-free one, on the same pages. */
export const measureAgreement = (pack, hashes, pages) => JSON.parse(run(INSIDE, ['agree', pack, hashes, pages]));

/** The documents that packs are made of, and pages of those and of the others, written to `folder`. */
export function prepare(corpus, folder) {
  const [documents, pages] = ['documents.jsonl', 'pages.jsonl'].map((name) => path.join(folder, name));
  runInto(documents, INSIDE, ['packed', corpus]);
  runInto(pages, INSIDE, ['pages', corpus, '-n', '1000']);
  return { documents, pages };
}
