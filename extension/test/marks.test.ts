import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMark, marksOfBlock, trimmed } from '../src/shared/marks';
import type { Block, SpanKind, Verdict } from '../src/shared/report';

const TEXT = '  The ferry, a car vessel, hit the quick brown bank.\n';

/** A block of that text whose spans stand on these words, in order. */
function block(verdict: Verdict, spans: [string, SpanKind][], text = TEXT): Block {
  let from = 0;
  return {
    id: 3,
    verdict,
    kind: null,
    reason: '', reason_code: '', reason_args: {},
    words: 0,
    shared_words: 0,
    sources: [],
    also_in: [],
    credit: null,
    facts: [],
    quotations: [],
    text,
    cut: null,
    spans: spans.map(([words, kind]) => {
      const start = text.indexOf(words, from);
      assert.ok(start >= 0, words);
      from = start + words.length;
      return { start, end: from, kind, source: 0, source_block: 0, source_start: null, source_end: null };
    }),
  };
}

const words = (given: Block): [string, string][] =>
  marksOfBlock(given).map(({ start, end, kind }) => [kind, given.text.slice(start, end)]);

test('a copied block is marked from its first to its last character that is not white space', () => {
  assert.deepEqual(words(block('copied', [['ferry', 'same']])), [['copied', TEXT.trim()]]);
});

test('original paragraphs and furniture have no marks', () => {
  assert.deepEqual(words(block('original', [])), []);
  assert.deepEqual(words(block('furniture', [])), []);
});

test('neighbouring spans of one kind join over the space and the punctuation between them', () => {
  assert.deepEqual(words(block('modified', [['The ferry', 'same'], ['a car vessel', 'same'], ['hit', 'same']])), [
    ['modified', 'The ferry, a car vessel, hit'],
  ]);
});

test('spans with words between them stay apart', () => {
  assert.deepEqual(words(block('modified', [['The ferry', 'same'], ['hit the', 'same']])), [
    ['modified', 'The ferry'],
    ['modified', 'hit the'],
  ]);
});

test('changed words have a mark of their own, and dropped words none', () => {
  const spans: [string, SpanKind][] = [['hit', 'same'], ['the', 'inserted'], ['quick', 'replaced'], ['', 'dropped'], ['brown', 'same'], ['bank', 'respelled']];
  assert.deepEqual(words(block('modified', spans)), [
    ['modified', 'hit'],
    ['changed', 'the quick'],
    ['modified', 'brown'],
    ['changed', 'bank'],
  ]);
});

test('a quoted block has marks on its shared words alone', () => {
  assert.deepEqual(words(block('quoted', [['a car', 'same'], ['vessel', 'replaced'], ['hit the', 'same']])), [
    ['quoted', 'a car'],
    ['quoted', 'hit the'],
  ]);
});

test('white space at the ends of a span is not marked, and a span of nothing else has no mark', () => {
  assert.deepEqual(trimmed(' a b ', 0, 5), { start: 1, end: 4 });
  assert.equal(trimmed('a \n b', 1, 4), null);
});

test('a mark is refused where it is empty, reversed or of an unknown kind', () => {
  assert.ok(isMark({ block: 0, start: 0, end: 1, kind: 'copied' }));
  for (const wrong of [null, { block: 0, start: 1, end: 1, kind: 'copied' }, { block: 0, start: 2, end: 1, kind: 'copied' },
    { block: -1, start: 0, end: 1, kind: 'copied' }, { block: 0, start: 0, end: 1, kind: 'furniture' }, { block: 0, start: 0.5, end: 1, kind: 'copied' }]) {
    assert.ok(!isMark(wrong));
  }
});
