// sim_text on a corpus. It keeps nothing between runs, so there is one figure: the command, two new pages against all documents.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { corpusPaths } from '../corpus.mjs';
import { median, run, timed } from '../timing.mjs';

/** Runs of 6 words and more: with its own 8 it misses pages of which every tenth word was replaced. */
const OPTIONS = ['-p', '-T', '-r', '6', '-i'];
const RUNS = 5;
const NEW_PAGES = 2;

const filesBelow = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();

export function measureSimText(corpus) {
  if (spawnSync('sim_text', ['-v']).error) throw new Error('it is not on PATH: run scripts/bench/setup sim_text');
  const paths = corpusPaths(corpus);
  const old = filesBelow(paths.documentFiles);
  const pages = filesBelow(paths.pageFiles);
  const times = Array.from({ length: RUNS }, (_, at) => {
    const asked = pages.slice(at * NEW_PAGES, (at + 1) * NEW_PAGES);
    return timed(() => run('sim_text', OPTIONS, { input: `${[...asked, '/', ...old].join('\n')}\n` }));
  });
  // Only Debian knows its version: `sim_text -v` tells the day it was compiled.
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Version}', 'similarity-tester'], { encoding: 'utf8' });
  return { version: stdout || null, documents: old.length, cold_two_pages_ms: median(times) };
}
