import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageRuns, sourceSides } from '../src/views/panel/diff';
import type { Block, Source } from '../src/shared/report';

const PAGE = 'Aides were scrambling to find the leak, he said.';
const SOURCE = 'Officials say aides were attempting to quickly find the leak.';

const at = (text: string, words: string): { start: number; end: number } => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

function span(kind: Block['spans'][number]['kind'], page: string, source: string): Block['spans'][number] {
  const here = page === '' ? { start: 25, end: 25 } : at(PAGE, page);
  const there = at(SOURCE, source);
  return { ...here, kind, source: 0, source_block: 7, source_start: there.start, source_end: there.end };
}

const block: Block = {
  id: 0,
  verdict: 'modified',
  kind: null,
  reason: '', reason_code: '', reason_args: {},
  words: 9,
  shared_words: 7,
  sources: [0],
  also_in: [],
  credit: 'none',
  facts: [],
  quotations: [],
  text: PAGE,
  cut: null,
  spans: [
    span('same', 'Aides were', 'aides were'),
    span('replaced', 'scrambling', 'attempting'),
    span('same', 'to', 'to'),
    span('dropped', '', 'quickly'),
    span('same', 'find the leak', 'find the leak'),
  ],
};

const source = (text: string | null): Source => ({
  id: 's',
  title: 'S',
  url: null,
  publisher: null,
  published: null,
  language: null,
  direction: 'unknown', revision_of: null,
  shared_words: 7,
  omitted: [],
  pack: 0,
  blocks: [{ id: 7, text }, { id: 8, text: 'Another block.' }],
  revisions: [],
});

const told = (runs: { text: string; kind: string }[]): string[] => runs.map(({ text, kind }) => `${kind}: ${text}`);

test('the page’s side shows its own words in place, and loses no character', () => {
  const runs = pageRuns(block);
  assert.equal(runs.map((run) => run.text).join(''), PAGE);
  assert.deepEqual(told(runs), ['same: Aides were ', 'different: scrambling', 'same:  to find the leak', 'outside: , he said.']);
});

test('the source’s side shows what was replaced and dropped, and only the blocks that are drawn on', () => {
  const [side, ...others] = sourceSides(block, [source(SOURCE)]);
  assert.equal(others.length, 0);
  assert.equal(side?.blocks.length, 1);
  const runs = side?.blocks[0] ?? [];
  assert.equal(runs.map((run) => run.text).join(''), SOURCE);
  assert.deepEqual(told(runs), [
    'outside: Officials say ', 'same: aides were ', 'different: attempting', 'same:  to ', 'different: quickly', 'same:  find the leak.',
  ]);
});

test('a pack without words gives a source without blocks', () => {
  assert.deepEqual(sourceSides(block, [source(null)]).map((side) => side.blocks), [[]]);
});

test('a copied block is the same throughout', () => {
  assert.deepEqual(told(pageRuns({ ...block, verdict: 'copied' })), [`same: ${PAGE}`]);
});
