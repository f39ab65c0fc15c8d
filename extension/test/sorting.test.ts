import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kept } from '../src/shared/articles';
import { sorted } from '../src/views/packs/sorting';

const article = (id: number, title: string | null, site: string, published: string | null): Kept =>
  ({ id, title, site, published, url: null, publisher: null, author: null, language: null, words: 1, kept: '2031-02-03', revisionOf: null, removed: false });
const all = [article(4, 'ähre 10', '', '2031-01-02'), article(3, 'Zebra', 'b.example', null), article(2, null, 'a.example', '2031-01-03'), article(1, 'Ähre 9', 'a.example', '2030-12-31')];
const by = (sort: 'kept' | 'published' | 'title' | 'site'): number[] => sorted(all, sort, (one) => one).map(({ id }) => id);

test('articles are listed by days, newest first, and by words as a dictionary has them; what is not known comes last', () => {
  assert.deepEqual(by('kept'), [4, 3, 2, 1]);
  assert.deepEqual(by('published'), [2, 4, 1, 3]);
  assert.deepEqual(by('title'), [1, 4, 3, 2]);
  assert.deepEqual(by('site'), [2, 1, 3, 4]);
});
