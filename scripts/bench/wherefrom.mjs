// Wherefrom on a corpus: the command, which builds a pack and checks one page with nothing in memory, and processes that keep
// the corpus and are asked for all pages (bench/src/peers.rs).
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { corpusPaths } from './corpus.mjs';
import { median, run, timed } from './timing.mjs';

const program = (name) => path.resolve(import.meta.dirname, '../../target/release', name);
const COMMAND = program('wherefrom');
const INSIDE = program('wherefrom-bench');
const FORMS = ['held', 'packed', 'ranges'];

/** The corpus kept in one of the forms. */
const measureForm = (form, { documents, pages }, pack) => JSON.parse(run(INSIDE, ['peers', form, documents, pages, pack]));

export function measureWherefrom(corpus) {
  for (const file of [COMMAND, INSIDE]) {
    if (!existsSync(file)) throw new Error(`target/release/${path.basename(file)} is lacking: run "cargo build --release --locked --workspace"`);
  }
  const paths = corpusPaths(corpus);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wherefrom-bench-'));
  try {
    const pack = path.join(folder, 'corpus.wfp');
    const build = timed(() => run(COMMAND, ['pack', 'build', paths.documents, '-o', pack]));
    const pages = readdirSync(paths.pageFiles).map((name) => path.join(paths.pageFiles, name));
    const checks = pages.map((page) => timed(() => run(COMMAND, ['check', page, '--pack', pack])));
    return {
      version: run(COMMAND, ['--version']).trim().split(' ').at(-1),
      pack_build_ms: build,
      pack_bytes: statSync(pack).size,
      cold_check_median_ms: median(checks),
      ...Object.fromEntries(FORMS.map((form) => [form, measureForm(form, paths, pack)])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
