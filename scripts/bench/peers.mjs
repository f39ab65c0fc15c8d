// Wherefrom beside its peers, on the same documents and pages in one run; scripts/bench/setup installs them.
//   node scripts/bench/peers.mjs [--documents 5000] [--pages 60] [--seed 1] [--from FILE.jsonl] [--corpus DIR]
// prints {machine, corpus, peers, wherefrom, ratios} as JSON, what it is doing to stderr; table.mjs makes a table of it.
//
// --corpus DIR takes the corpus that corpus.mjs has written there in place of writing one.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CORPUS_OPTIONS, corpusOptions, describeCorpus, writeCorpus } from './corpus.mjs';
import { describeMachine } from './machine.mjs';
import { measureSimText } from './sim_text/measure.mjs';
import { ROUNDS, medians, run } from './timing.mjs';
import { measureWherefrom } from './wherefrom.mjs';

/** What tools that keep a corpus in one process are compared by; `bench/src/peers.rs` and the peers name them alike. */
const FIGURES = ['index_ms', 'look_up_median_ms', 'query_median_ms', 'memory_per_document_bytes'];

const packages = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'wherefrom/bench');
const program = (name) => path.join(import.meta.dirname, name);

/** A file that scripts/bench/setup has brought. */
function installed(peer, file) {
  const brought = path.join(packages, peer, file);
  if (!existsSync(brought)) throw new Error(`it is not installed: run scripts/bench/setup ${peer}`);
  return brought;
}

function measureDolos(corpus) {
  const manifest = installed('dolos', 'node_modules/@dodona/dolos-lib/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  // Its index takes some 200 KB a document, more than Node allows a heap by itself from 20,000 documents on.
  const heap = `--max-old-space-size=${Math.floor((os.totalmem() / 2 ** 20) * 0.75)}`;
  return { version, ...JSON.parse(run(process.execPath, ['--expose-gc', heap, program('dolos/measure.mjs'), manifest, corpus])) };
}

const measureCopydetect = (corpus) =>
  JSON.parse(run(installed('copydetect', 'bin/python'), [program('copydetect/measure.py'), corpus]));

const TOOLS = { dolos: measureDolos, copydetect: measureCopydetect, sim_text: measureSimText, wherefrom: measureWherefrom };

/**
 * The tools' figures, or `{unavailable}` with the reason: the others are measured all the same. They take turns, so that what
 * else the machine does falls on all of them, and the median counts.
 */
function figures(corpus, tell) {
  const rounds = Object.fromEntries(Object.keys(TOOLS).map((name) => [name, []]));
  const failed = {};
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [name, measure] of Object.entries(TOOLS)) {
      if (failed[name]) continue;
      tell(`${name}, round ${round}`);
      try {
        rounds[name].push(measure(corpus));
      } catch (error) {
        tell(`${name} is left out: ${error.message}`);
        failed[name] = { unavailable: error.message };
      }
    }
  }
  return Object.fromEntries(Object.keys(TOOLS).map((name) => [name, failed[name] ?? medians(rounds[name])]));
}

/** How many times as much a peer takes as Wherefrom, by figure; only of what both have. */
function ratios(peer, own) {
  const all = FIGURES.map((name) => [name, peer[name] / own[name]]);
  return Object.fromEntries(all.filter(([, ratio]) => Number.isFinite(ratio)));
}

/** Of each peer, beside documents that Wherefrom holds without a pack, a pack in memory, and one that stays in its file. */
function compare({ dolos, copydetect, sim_text }, { held, packed, ranges, pack_build_ms, cold_check_median_ms }) {
  const beside = (peer) => ({
    held: ratios(peer, held),
    packed: ratios(peer, { index_ms: pack_build_ms, ...packed }),
    ranges: ratios(peer, { index_ms: pack_build_ms, ...ranges }),
  });
  return {
    dolos: beside(dolos),
    copydetect: beside(copydetect),
    sim_text: sim_text.unavailable ? {} : { cold_two_pages_to_one: sim_text.cold_two_pages_ms / cold_check_median_ms },
  };
}

/** Times are milliseconds. `tell` is told what is going on. */
export function measurePeers(corpus, { tell = () => {} } = {}) {
  const { wherefrom, ...peers } = figures(corpus, tell);
  if (wherefrom.unavailable) throw new Error(wherefrom.unavailable);
  return { machine: describeMachine(), corpus: describeCorpus(corpus), peers, wherefrom, ratios: compare(peers, wherefrom) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { ...CORPUS_OPTIONS, corpus: { type: 'string' } } });
  const tell = (what) => console.error(`bench: ${what}`);
  const measure = (corpus) => console.log(JSON.stringify(measurePeers(corpus, { tell }), null, 2));
  if (values.corpus !== undefined) {
    measure(values.corpus);
  } else {
    const corpus = mkdtempSync(path.join(os.tmpdir(), 'wherefrom-corpus-'));
    try {
      tell('corpus');
      writeCorpus(corpus, corpusOptions(values));
      measure(corpus);
    } finally {
      rmSync(corpus, { recursive: true, force: true });
    }
  }
}
