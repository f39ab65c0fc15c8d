// What all measurements have in common.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

/** How often a measure is taken of which the median counts. */
export const ROUNDS = 3;

/** A program that takes longer has failed. */
const LIMIT_MS = 20 * 60 * 1000;

/** Milliseconds that `work` takes. */
export function timed(work) {
  const since = performance.now();
  work();
  return performance.now() - since;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of figures that were measured several times the median of each; words, which are the same every time, stay. */
export function medians(rounds) {
  const of = (name) => rounds.map((figures) => figures[name]);
  const one = (name, value) => (typeof value === 'number' ? median(of(name)) : value && typeof value === 'object' ? medians(of(name)) : value);
  return Object.fromEntries(Object.entries(rounds[0]).map(([name, value]) => [name, one(name, value)]));
}

/** What a program prints; an error with the last line of its complaint where it fails. */
export function run(program, args, options = {}) {
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: LIMIT_MS,
    ...options,
  });
  // By its name alone, since the words go into reports: its folder may be named after a person.
  const name = path.basename(program);
  if (error) throw new Error(`${name} did not run: ${error.code}`);
  if (status !== 0) throw new Error(`${name} ended with ${signal ?? status}: ${stderr.trim().split('\n').at(-1)}`);
  return stdout;
}

/** What a program prints goes into a file: it may be more than a string can hold. */
export function runInto(file, program, args) {
  const descriptor = openSync(file, 'w');
  try {
    run(program, args, { stdio: ['ignore', descriptor, 'pipe'] });
  } finally {
    closeSync(descriptor);
  }
}
