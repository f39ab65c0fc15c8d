// What all measurements have in common.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

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
