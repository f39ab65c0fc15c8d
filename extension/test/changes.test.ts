import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellChanges, type Changes } from '../src/shared/changes';

const block = (text: string, verdict: string, from: number[] = []): object => ({
  text, verdict, sources: from.length > 0 ? [0] : [], spans: from.map((source) => ({ source_block: source })),
});

test('what is the same is so however short it is, and what a changed paragraph draws on is not gone', () => {
  const changes = {
    kept: '2031-03-02', lines: ['Short.', 'Twelve were on board.', 'It rained.', 'Short.', 'Gone by now.'],
    report: { blocks: [block('A menu', 'furniture'), block(' Short. ', 'original'), block('Twenty were on board.', 'modified', [1]), block('Nobody knows.', 'original'), block('It  rained.', 'copied', [2])] },
  } as unknown as Changes;
  const told = tellChanges(changes);
  assert.deepEqual(told.changed.map(({ text }) => text), ['Twenty were on board.']);
  assert.deepEqual(told.added.map(({ text }) => text), ['Nobody knows.']);
  // A line that stood there twice and stands there once is gone once.
  assert.deepEqual(told.gone, ['Short.', 'Gone by now.']);
  assert.equal(told.same, 2);
});
