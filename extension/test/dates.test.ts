import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earliest } from '../src/shared/dates';

test('the earliest is before all others, by the clock where it is known', () => {
  const zones = ['2031-03-04T20:00-05:00', '2031-03-05T01:00+09:00'];
  assert.equal(earliest(zones), 1);
  assert.equal(earliest([...zones, '2031-03-05T01:00+09:00']), -1);
  assert.equal(earliest(['2031-03-04', '2031-03-02', '2031-04']), 1);
  assert.equal(earliest(['2031-03-02', null]), -1);
  assert.equal(earliest(['2031-03-02', '2031-03-02T08:00Z']), -1);
  assert.equal(earliest(['2031-03-02', '2031-03']), -1);
  assert.equal(earliest(['2031-02', '2031-03-02']), 0);
  assert.equal(earliest([null]), 0);
  assert.equal(earliest([]), -1);
});
