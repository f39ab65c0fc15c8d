// The stages of the engine know only those before them. Between crates the compiler keeps that; within src/ this does.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.resolve(import.meta.dirname, '..'));

/** Rooms in their order, and which of the others each may know. */
const ROOMS = {
  search: [],
  align: [],
  verdict: ['align'],
  report: ['align', 'verdict'],
  check: ['search', 'align', 'verdict', 'report'],
  wasm: ['check', 'report'],
};

const files = (at) => (statSync(at).isDirectory() ? readdirSync(at).flatMap((name) => files(path.join(at, name))) : [at]).filter((file) => file.endsWith('.rs'));
const roomOf = (file) => path.relative('src', file).split(path.sep)[0].replace(/\.rs$/, '');

const faults = [];
const all = files('src').filter((file) => file !== 'src/lib.rs');
for (const file of all) {
  const room = roomOf(file);
  if (!(room in ROOMS)) {
    faults.push(`${file}: the room ${room} is not among those that scripts/lint-rooms.mjs knows`);
    continue;
  }
  // Tests may know anybody.
  const [code] = readFileSync(file, 'utf8').split(/^#\[cfg\((?:all\()?test/m);
  code.split('\n').forEach((line, at) => {
    if (line.trimStart().startsWith('//')) return;
    const named = [...line.matchAll(/\bcrate::(?:\{([^}]*)\}|(\w+))/g)].flatMap(([, group, one]) => (one ? [one] : group.split(',').map((part) => part.trim().split('::')[0])));
    for (const other of named) {
      if (other in ROOMS && other !== room && !ROOMS[room].includes(other)) faults.push(`${file}:${at + 1}: ${room} must not know ${other}`);
    }
  });
}
if (faults.length > 0) {
  console.error(`${faults.join('\n')}`);
  process.exit(1);
}
console.log(`rooms: ${all.length} files of the engine know only whom they may`);
