import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOUBLE_CLICK, reduce, reportOf, type Event } from '../src/background/checks/reduce';
import type { TabState } from '../src/shared/checks';

const THEN = 1_000_000;
const why = { code: 'no-answer', args: {} } as const;

const STATES = {
  idle: { status: 'idle' },
  busy: { status: 'busy', check: 'mine', clicked: THEN, stage: 'comparing', before: { status: 'idle' } },
  checked: { status: 'checked', check: 'mine', clicked: THEN },
  removed: { status: 'removed', clicked: THEN },
  navigated: { status: 'navigated' },
  blocked: { status: 'blocked', clicked: THEN, why: 'pdf' },
  failed: { status: 'failed', clicked: THEN, why },
} satisfies Record<string, TabState>;

const LATER = THEN + 10 * DOUBLE_CLICK;
const EVENTS = {
  clicked: { type: 'clicked', check: 'next', at: LATER, underWay: false, anew: false },
  'clicked, the page waiting': { type: 'clicked', check: 'next', at: LATER, underWay: true, anew: false },
  'clicked twice': { type: 'clicked', check: 'next', at: THEN + 150, underWay: false, anew: false },
  'asked anew': { type: 'clicked', check: 'next', at: THEN + 150, underWay: false, anew: true },
  advanced: { type: 'advanced', check: 'mine', stage: 'painting' },
  painted: { type: 'painted', check: 'mine' },
  removed: { type: 'removed', check: 'mine' },
  kept: { type: 'kept', check: 'mine' },
  blocked: { type: 'blocked', check: 'mine', why: 'store' },
  failed: { type: 'failed', check: 'mine', why },
  left: { type: 'left', check: 'mine' },
  loading: { type: 'loading' },
  lost: { type: 'lost', check: 'mine' },
} satisfies Record<string, Event>;

/** What becomes of each state; "-" where nothing does. */
const TABLE: Record<keyof typeof EVENTS, Record<keyof typeof STATES, string>> = {
  //                            idle           busy              checked             removed           navigated      blocked          failed
  clicked:                     { idle: 'busy', busy: 'busy',      checked: 'busy',      removed: 'busy', navigated: 'busy', blocked: 'busy', failed: 'busy' },
  'clicked, the page waiting': { idle: 'busy', busy: '-',         checked: 'busy',      removed: 'busy', navigated: 'busy', blocked: 'busy', failed: 'busy' },
  'clicked twice':             { idle: 'busy', busy: '-',         checked: '-',         removed: '-',    navigated: 'busy', blocked: '-',    failed: '-' },
  'asked anew':                { idle: 'busy', busy: 'busy',      checked: 'busy',      removed: 'busy', navigated: 'busy', blocked: 'busy', failed: 'busy' },
  advanced:                    { idle: '-',    busy: 'busy',      checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  painted:                     { idle: '-',    busy: 'checked',   checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  removed:                     { idle: '-',    busy: 'removed',   checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  kept:                        { idle: '-',    busy: 'navigated', checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  blocked:                     { idle: '-',    busy: 'blocked',   checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  failed:                      { idle: '-',    busy: 'failed',    checked: '-',         removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  left:                        { idle: '-',    busy: 'navigated', checked: 'navigated', removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
  loading:                     { idle: '-',    busy: '-',         checked: '-',         removed: 'idle', navigated: '-',    blocked: 'idle', failed: 'idle' },
  lost:                        { idle: '-',    busy: '-',         checked: 'failed',    removed: '-',    navigated: '-',    blocked: '-',    failed: '-' },
};

for (const event of Object.keys(EVENTS) as (keyof typeof EVENTS)[]) {
  test(`${event}: what becomes of each state`, () => {
    for (const state of Object.keys(STATES) as (keyof typeof STATES)[]) {
      const [before, expected] = [STATES[state], TABLE[event][state]];
      const after = reduce(before, EVENTS[event]);
      if (expected === '-') assert.equal(after, before, `${state} stays as it is`);
      else assert.equal(after.status, expected, `from ${state}`);
    }
  });
}

test('what an earlier check still brings changes nothing', () => {
  for (const state of [STATES.busy, STATES.checked]) {
    for (const event of Object.values(EVENTS)) {
      if (event.type === 'clicked' || event.type === 'loading') continue;
      assert.equal(reduce(state, { ...event, check: 'an earlier one' }), state, event.type);
    }
  }
});

test('a click that only brought the panel back shows what was shown', () => {
  const busy = reduce(STATES.checked, { ...EVENTS.clicked, check: 'next' });
  assert.equal(reportOf(busy), 'mine', 'the report is kept meanwhile');
  assert.deepEqual(reduce(busy, { type: 'kept', check: 'next' }), STATES.checked);
  assert.equal(reportOf(reduce(busy, { type: 'painted', check: 'next' })), 'next');
});

test('a click upon a check that is lost keeps what was there before both', () => {
  const first = reduce(STATES.checked, { ...EVENTS.clicked, check: 'first' });
  const second = reduce(first, { ...EVENTS.clicked, check: 'second', at: LATER + LATER });
  assert.equal(second.status === 'busy' && second.check, 'second');
  assert.deepEqual(reduce(second, { type: 'kept', check: 'second' }), STATES.checked);
});
