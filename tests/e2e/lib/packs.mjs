// Packs that the tests of the library add.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');
export const NAME = 'Ostrel archive';
export const SOURCE = 'Ostrel Observer';

/** A pack of these texts, made by the command. */
export function buildPack(file, name, texts) {
  const lines = texts.map((text, id) => JSON.stringify({ id: `${id}`, url: `https://ostrel.example/${id}`, publisher: SOURCE, published: '2031-02-03', title: `Text ${id}`, text }));
  writeFileSync(`${file}.jsonl`, lines.join('\n'));
  const args = ['pack', 'build', `${file}.jsonl`, '-o', file, '--name', name, '--publisher', SOURCE, '--license', 'CC-BY-4.0'];
  const { status, stderr } = spawnSync(path.join(root, 'target/release/wherefrom'), args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** The first paragraphs of the page that is checked; no pack that comes along has them. */
export function bells(paragraphs) {
  const html = readFileSync(path.join(root, 'tests/e2e/pages/bells.html'), 'utf8');
  return [...html.matchAll(/<p>(.*?)<\/p>/g)].slice(0, paragraphs).map(([, text]) => text);
}

/** Texts of words that never come twice, so that a pack is as large as they are: numbers mixed as SplitMix32 does. */
export function filler(seed) {
  let state = seed;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    return ((mixed ^ (mixed >>> 15)) >>> 0).toString(36);
  };
  return Array.from({ length: 1500 }, () => Array.from({ length: 500 }, word).join(' '));
}
