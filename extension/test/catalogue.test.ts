import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Excerpt, Kept } from '../src/shared/articles';
import { Catalogue } from '../src/views/packs/catalogue';

const article = (id: number, title: string, removed = false): Kept =>
  ({ id, title, site: 'post.example', published: '2031-02-03', url: null, publisher: null, author: null, language: null, words: 10, kept: '2031-02-04', revisionOf: null, removed });

async function* given(): AsyncGenerator<Kept[]> {
  yield [article(3, 'The Bells')];
  yield [article(2, 'A ferry', true), article(1, 'A bell and a ferry')];
}

test('articles that come some at a time are counted, found and sorted', async () => {
  const catalogue = new Catalogue();
  await catalogue.fill(given());
  const find = (typed: string, inTexts: [number, Excerpt][] = []): number[] => catalogue.find(typed, new Map(inTexts), 9).first.map(({ id }) => id);
  assert.deepEqual([catalogue.articles, catalogue.words, catalogue.isEmpty], [2, 20, false]);
  assert.deepEqual([find(''), find('BELL'), find('ferry bell'), find('post.example 2031-02')], [[3, 2, 1], [3, 1], [1], [3, 2, 1]]);
  assert.deepEqual(find('bells', [[1, { before: '', found: 'bells', after: '' }]]), [3, 1]);
  const { first, count, there } = catalogue.find('', new Map(), 1);
  assert.deepEqual([first.length, count, there, catalogue.idsOf('', new Map())], [1, 3, 2, [3, 1]]);
  catalogue.sort('title');
  assert.deepEqual(find(''), [1, 2, 3]);
});
