// Wherefrom beside its peers, on the same documents and pages in one run; scripts/bench/setup installs them.
//   node scripts/bench/peers.mjs [--documents 5000] [--pages 60] [--seed 1] [--from FILE.jsonl] [--corpus DIR] [--native FILE]
// prints {machine, corpus, peers, wherefrom, ratios} as JSON, what it is doing to stderr; table.mjs makes a table of it.
//
// --corpus DIR takes the corpus that corpus.mjs has written there in place of writing one.
// --native FILE is where the engine's own benchmark comes in, which keeps a pack open in one process as dolos-lib keeps its
// index: a JSON object with any of NATIVE_FIGURES, measured on the same --corpus. They are merged into `wherefrom`, and the
// ratios that need them appear.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CORPUS_OPTIONS, corpusOptions, describeCorpus, writeCorpus } from './corpus.mjs';
import { describeMachine } from './machine.mjs';
import { measureSimText } from './sim_text/measure.mjs';
import { run } from './timing.mjs';
import { measureWherefrom } from './wherefrom.mjs';

const NATIVE_FIGURES = ['warm_query_median_ms', 'index_ms', 'memory_per_document_bytes'];

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

const PEERS = { dolos: measureDolos, copydetect: measureCopydetect, sim_text: measureSimText };

/** A peer's figures, or `{unavailable}` with the reason: the others are measured all the same. */
function figures(name, measure, corpus, tell) {
  tell(name);
  try {
    return measure(corpus);
  } catch (error) {
    tell(`${name} is left out: ${error.message}`);
    return { unavailable: error.message };
  }
}

/** How many times as much a peer takes as Wherefrom for what both do; only where both figures are there. */
function compare({ dolos, copydetect, sim_text }, wherefrom) {
  const ratios = {
    dolos: {
      index: dolos.index_ms / wherefrom.index_ms,
      index_to_pack_build: dolos.index_ms / wherefrom.pack_build_ms,
      warm_query: dolos.warm_query_median_ms / wherefrom.warm_query_median_ms,
      warm_query_all_pairs: dolos.warm_query_all_pairs_median_ms / wherefrom.warm_query_median_ms,
      memory_per_document: dolos.memory_per_document_bytes / wherefrom.memory_per_document_bytes,
    },
    copydetect: {
      index: copydetect.index_ms / wherefrom.index_ms,
      index_to_pack_build: copydetect.index_ms / wherefrom.pack_build_ms,
      warm_query: copydetect.warm_query_median_ms / wherefrom.warm_query_median_ms,
    },
    sim_text: {
      cold_two_pages_to_one: sim_text.cold_two_pages_ms / wherefrom.cold_check_median_ms,
    },
  };
  const known = (ratio) => Object.fromEntries(Object.entries(ratio).filter(([, value]) => Number.isFinite(value)));
  return Object.fromEntries(Object.entries(ratios).map(([peer, ratio]) => [peer, known(ratio)]));
}

/** Times are milliseconds. `native` is what --native names, read; `tell` is told what is going on. */
export function measurePeers(corpus, { native = {}, tell = () => {} } = {}) {
  const peers = {};
  for (const [name, measure] of Object.entries(PEERS)) peers[name] = figures(name, measure, corpus, tell);
  tell('wherefrom');
  const wherefrom = measureWherefrom(corpus);
  for (const name of NATIVE_FIGURES) {
    if (native[name] !== undefined) wherefrom[name] = native[name];
  }
  return { machine: describeMachine(), corpus: describeCorpus(corpus), peers, wherefrom, ratios: compare(peers, wherefrom) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { ...CORPUS_OPTIONS, corpus: { type: 'string' }, native: { type: 'string' } } });
  const tell = (what) => console.error(`bench: ${what}`);
  const native = values.native === undefined ? {} : JSON.parse(readFileSync(values.native, 'utf8'));
  const measure = (corpus) => console.log(JSON.stringify(measurePeers(corpus, { native, tell }), null, 2));
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
