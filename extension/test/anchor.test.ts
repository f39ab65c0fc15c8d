import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rejoin } from '../src/page/anchor';

interface Block {
  text: string;
  pieces: { node: string }[];
}

/** Blocks from "text" or "text@node": the node is what tells one paragraph from another with the same text. */
const blocks = (...given: string[]): Block[] => given.map((one, at) => {
  const [text = '', node = `${at}`] = one.split('@');
  return { text, pieces: [{ node }] };
});
const nodes = (found: (Block | null)[]): (string | null)[] => found.map((block) => block?.pieces[0]?.node ?? null);

/** Where the blocks are found when none stands. */
const places = (before: string[], after: string[]): (string | null)[] =>
  nodes(rejoin(blocks(...before), before.map(() => null), blocks(...after)));

test('blocks are found by equal text, wherever they moved', () => {
  assert.deepEqual(places(['a', 'b', 'c'], ['new', 'c', 'a', 'b']), ['2', '3', '1']);
});

test('the nth of several equal blocks is the nth', () => {
  assert.deepEqual(places(['a', 'x', 'a'], ['x', 'a', 'a']), ['1', '0', '2']);
});

test('a block that is gone or changed is given up', () => {
  assert.deepEqual(places(['a', 'b'], ['a', 'b and more']), ['0', null]);
});

test('where equal blocks are more or fewer than before there is no guessing', () => {
  assert.deepEqual(places(['a', 'a', 'b'], ['a', 'b']), [null, null, '1']);
  assert.deepEqual(places(['a', 'b'], ['a', 'a', 'b']), [null, '2']);
});

test('a block that stands keeps its place, and its twin that was rendered anew takes the new one', () => {
  const before = blocks('twin@old-1', 'twin@old-2');
  const [, second] = before;
  const after = blocks('twin@old-2', 'twin@new');
  assert.deepEqual(nodes(rejoin(before, [null, second ?? null], after)), ['new', 'old-2']);
});

test('nobody takes the place of one that stands', () => {
  const before = blocks('twin@old-1', 'twin@old-2');
  const [, second] = before;
  assert.deepEqual(nodes(rejoin(before, [null, second ?? null], blocks('twin@old-2'))), [null, 'old-2']);
});
