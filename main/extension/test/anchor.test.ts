import assert from 'node:assert/strict';
import { test } from 'node:test';
import { match } from '../src/content/anchor';

const blocks = (...texts: string[]): { text: string; at: number }[] => texts.map((text, at) => ({ text, at }));
const places = (before: string[], after: string[]): (number | null)[] =>
  match(blocks(...before), blocks(...after)).map((block) => block?.at ?? null);

test('blocks are found by equal text, wherever they moved', () => {
  assert.deepEqual(places(['a', 'b', 'c'], ['new', 'c', 'a', 'b']), [2, 3, 1]);
});

test('the nth of several equal blocks is the nth', () => {
  assert.deepEqual(places(['a', 'x', 'a'], ['x', 'a', 'a']), [1, 0, 2]);
});

test('a block that is gone or changed is given up', () => {
  assert.deepEqual(places(['a', 'b'], ['a', 'b and more']), [0, null]);
});

test('where equal blocks are more or fewer than before there is no guessing', () => {
  assert.deepEqual(places(['a', 'a', 'b'], ['a', 'b']), [null, null, 1]);
  assert.deepEqual(places(['a', 'b'], ['a', 'a', 'b']), [null, 2]);
});
