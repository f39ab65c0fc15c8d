import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTabState, isTabView } from '../src/shared/checks';
import { isProblem } from '../src/shared/errors';
import { isChangedNotice, isFromPage, isRequest, isToPage } from '../src/shared/protocol';
import { isPageInput } from '../src/shared/report';

const NOTHING = [undefined, null, 0, '', 'toggle', [], {}, { type: 'other' }, { type: null }];

/** A guard takes these, and none of those. */
function guards(name: string, guard: (value: unknown) => boolean, right: unknown[], wrong: unknown[]): void {
  test(name, () => {
    for (const value of right) assert.ok(guard(value), JSON.stringify(value));
    for (const value of [...NOTHING, ...wrong]) assert.ok(!guard(value), JSON.stringify(value));
  });
}

const place = { tag: 'main', id: '', classes: ['story'] };
const outlined = { path: [2, 1], words: 7, starts: 'A ferry' };
const mark = { block: 0, start: 0, end: 1, kind: 'copied' };

guards('what the page is asked', isToPage, [
  { type: 'toggle', check: 'a', marks: 'off', place: null }, { type: 'toggle', check: 'a', marks: 'chosen', place }, { type: 'pick', step: 'wider' }, { type: 'paint', check: 'a', marks: [mark], article: [0], show: true }, { type: 'clear', check: 'a' },
  { type: 'select', block: null }, { type: 'select', block: 3 }, { type: 'ping' },
], [
  { type: 'toggle', check: '', marks: 'off', place: null }, { type: 'toggle', marks: 'off', place: null }, { type: 'toggle', check: 'a', marks: 'on', place: null },
  { type: 'toggle', check: 'a', marks: 'off' }, { type: 'toggle', check: 'a', marks: 'off', place: { ...place, classes: 'story' } }, { type: 'pick', step: 'up' },
  { type: 'paint', check: 'a', marks: [{ ...mark, end: 0 }], article: [0], show: true }, { type: 'paint', check: 'a', marks: [mark], article: [-1], show: true }, { type: 'paint', check: 'a', marks: [mark], article: [0] },
  { type: 'paint', check: 'a', marks: [mark], show: true }, { type: 'select' }, { type: 'select', block: -1 }, { type: 'select', block: '3' }, { type: 'clear' },
]);

guards('what the background is asked', isRequest, [
  { type: 'view', tab: 1 }, { type: 'left', tab: 1, check: 'a' }, { type: 'loading', tab: 1 }, { type: 'choose', tab: 1, block: null },
  { type: 'again', tab: 1, how: 'forget' }, { type: 'remember', tab: 1, on: true }, { type: 'keep', tab: 1, check: 'a', on: false }, { type: 'text', tab: 1, text: 'The ferry' },
], [
  { type: 'again', tab: 1 }, { type: 'again', tab: 1, how: 'then' }, { type: 'remember', tab: 1 }, { type: 'keep', tab: 1, on: true }, { type: 'text', tab: 1 }, { type: 'text', tab: 1, text: 'a'.repeat(2_000_002) },
  { type: 'view' }, { type: 'view', tab: -1 }, { type: 'left', tab: 1 }, { type: 'choose', tab: 1 }, { type: 'choose', tab: 1, block: 0.5 }, { type: 'pointed', tab: 1 },
]);

guards('what a page tells', isFromPage, [
  { type: 'pointed', block: 1 }, { type: 'left', check: 'a' }, { type: 'picked' },
  { type: 'outlined', outlined, before: null }, { type: 'outlined', outlined: null, before: [2] },
],
  [{ type: 'outlined', outlined }, { type: 'outlined', outlined: { ...outlined, path: ['body'] }, before: null }, { type: 'outlined', outlined: null, before: 'body' },
    { type: 'pointed' }, { type: 'pointed', block: -1 }, { type: 'left' }, { type: 'left', tab: 1, check: 'a' }]);

guards('what the panel is told', isChangedNotice, [{ type: 'changed', tab: 7 }], [{ type: 'changed' }, { type: 'changed', tab: '7' }]);

guards('problems', isProblem, [{ code: 'no-answer', args: {} }, { code: 'pack-damaged', args: { message: 'x', n: 1 }, detail: 'y' }],
  [{ code: 'no-answer' }, { code: 'a sentence', args: {} }, { code: 'no-answer', args: { deep: {} } }, { code: 'no-answer', args: {}, detail: 1 }]);

const before = { status: 'idle' };
const busy = { status: 'busy', check: 'a', clicked: 1, stage: 'collecting', before };
guards('what is remembered of a tab', isTabState, [
  before, busy, { status: 'checked', check: 'a', clicked: 1 }, { status: 'removed', clicked: 1 }, { status: 'navigated' },
  { status: 'blocked', clicked: 1, why: 'pdf' }, { status: 'failed', clicked: 1, why: { code: 'interrupted', args: {} } },
], [
  { ...busy, stage: 'dreaming' }, { ...busy, before: busy }, { status: 'checked', check: 'a' }, { status: 'removed' },
  { status: 'blocked', clicked: 1, why: 'weather' }, { status: 'failed', clicked: 1, why: 'It failed.' },
]);

test('a view of a report has the report', () => {
  assert.ok(isTabView(busy));
  assert.ok(!isTabView({ status: 'checked', check: 'a', clicked: 1 }));
  assert.ok(!isTabView({ status: 'checked', check: 'a', checked: {} }));
});

test('a page is taken in no other form', () => {
  const page = {
    url: null, title: null, lang: null, canonical: null, meta: [['a', 'b']], json_ld: [], times: [{ block: 0, datetime: '2031-03-02', text: '', hint: '' }], chosen: [0, 1],
    elements: [{ parent: -1, tag: 'p', hint: '' }], blocks: [{ element: 0, text: 'a', linked: 0, links: [], hidden: false }],
  };
  assert.ok(isPageInput(page));
  const [block, element] = [page.blocks[0], page.elements[0]];
  for (const wrong of [
    { ...page, url: 1 }, { ...page, chosen: [0] }, { ...page, chosen: undefined }, { ...page, meta: [['a']] }, { ...page, blocks: [{ ...block, text: null }] }, { ...page, blocks: [{ ...block, linked: NaN }] },
    { ...page, elements: [{ ...element, parent: 0.5 }] }, { ...page, times: ['2031-03-02'] }, { ...page, times: [{ ...page.times[0], block: -1 }] }, { ...page, blocks: {} },
  ]) assert.ok(!isPageInput(wrong), JSON.stringify(wrong));
});
