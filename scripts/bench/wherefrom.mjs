// The `wherefrom` command on a corpus: a pack built from it, and one page checked by a process that has nothing in memory.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { corpusPaths } from './corpus.mjs';
import { median, run, timed } from './timing.mjs';

const COMMAND = path.resolve(import.meta.dirname, '../../target/release/wherefrom');
const BUILDS = 3;

export function measureWherefrom(corpus) {
  if (!existsSync(COMMAND)) throw new Error('target/release/wherefrom is lacking: run "make build"');
  const paths = corpusPaths(corpus);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wherefrom-bench-'));
  try {
    const pack = path.join(folder, 'corpus.wfp');
    const builds = Array.from({ length: BUILDS }, () => timed(() => run(COMMAND, ['pack', 'build', paths.documents, '-o', pack])));
    const pages = readdirSync(paths.pageFiles).map((name) => path.join(paths.pageFiles, name));
    const checks = pages.map((page) => timed(() => run(COMMAND, ['check', page, '--pack', pack])));
    return {
      version: run(COMMAND, ['--version']).trim().split(' ').at(-1),
      pack_build_ms: median(builds),
      pack_bytes: statSync(pack).size,
      cold_check_median_ms: median(checks),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
