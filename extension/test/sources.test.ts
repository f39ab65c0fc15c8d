import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block, Report, Source } from '../src/shared/report';
import { addressAtPassage } from '../src/views/panel/fragment';
import { interleavedRuns } from '../src/views/panel/interleaved';
import { leftOut } from '../src/views/panel/left-out';

const PAGE = 'Aides were scrambling to find the leak, he said.';
const SOURCE = 'Officials say aides were attempting to quickly find the leak.';
const span = (kind: string, start: number, end: number, from: number | null, to: number | null): unknown =>
  ({ kind, start, end, source: 0, source_block: 7, source_start: from, source_end: to });
const spans = [span('same', 0, 10, 14, 24), span('replaced', 11, 21, 25, 35), span('same', 22, 24, 36, 38), span('dropped', 25, 25, 39, 46), span('same', 25, 38, 47, 60)];
const block = (more: object = {}): Block => ({ id: 0, verdict: 'modified', text: PAGE, spans, ...more }) as unknown as Block;
const source = (text: string | null): Source => ({ id: 's', language: 'en', blocks: [{ id: 7, text }] }) as unknown as Source;

test('the page’s words stand with the source’s where the two differ', () => {
  const told = (runs: ReturnType<typeof interleavedRuns>): unknown => runs?.map(({ text, kind, side }) => (kind === 'different' ? `${side}: ${text}` : `${kind}: ${text}`));
  assert.deepEqual(told(interleavedRuns(block(), [source(SOURCE)])), [
    'same: Aides were ', 'source: attempting', 'same:  ', 'page: scrambling', 'same:  to ', 'source: quickly', 'same:  find the leak', 'outside: , he said.',
  ]);
  assert.equal(interleavedRuns(block(), [source(null)]), null);
  assert.equal(interleavedRuns(block({ spans: [span('reworded', 0, 10, 14, 24)] }), [source(SOURCE)]), null);
  assert.equal(interleavedRuns(block({ verdict: 'quoted' }), [source(SOURCE)]), null);
});

test('what was left out is told in whole sentences, in the source’s order, and none twice', () => {
  const text = 'The bell rang. It was cracked, and nobody knew of it. It fell silent at noon.';
  const omitted = [{ block: 9, words: 4, text: null }, { block: 2, words: 2, text: 'nobody knew' }, { block: 2, words: 1, text: 'cracked' }, { block: 5, words: 3, text: 'Not to be seen' }];
  const of = { omitted, blocks: [{ id: 2, text }], language: 'en' } as unknown as Source;
  assert.deepEqual(leftOut(of), [{ text: 'It was cracked, and nobody knew of it.' }, { text: 'Not to be seen' }, { words: 4 }]);
});

test('a source opens at the passage', () => {
  const at = (url: string | null, some: object[] = [span('same', 0, 10, 14, 60) as object]): string | null =>
    addressAtPassage({ blocks: [block({ spans: some })], sources: [{ ...source(SOURCE), url }] } as unknown as Report, 0);
  assert.equal(at('https://a.example/x'), 'https://a.example/x#:~:text=aides%20were%20attempting%20to%20quickly%20find%20the%20leak');
  assert.equal(at('https://a.example/x#top'), 'https://a.example/x#top:~:text=aides%20were%20attempting%20to%20quickly%20find%20the%20leak');
  assert.equal(at('https://a.example/x', [span('same', 0, 4, 14, 19) as object]), 'https://a.example/x');
  assert.equal(at(null), null);
});
