import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dismissal } from '../src/shared/dismissals';
import { strings } from '../src/shared/strings';
import { dismissalList } from '../src/views/packs/dismissals';
import { placeList } from '../src/views/packs/places';
import { fake, focusIn, installView } from './fake-view';

installView();

test('what is told is listed, taken back row by row, and not shown where there is none', async () => {
  const places = new Map(['post.example', 'gazette.example'].map((site) => [site, { tag: 'div', id: 'story', classes: ['text'] }]));
  const announced: string[] = [];
  const list = placeList({ list: async () => Object.fromEntries(places), forget: async (site) => void places.delete(site) }, (words) => announced.push(words));
  const element = fake(list.element);
  assert.ok(element.hidden);
  await list.refresh();
  assert.ok(!element.hidden);
  assert.deepEqual(element.all('strong').map(({ textContent }) => textContent), ['gazette.example', 'post.example']);
  assert.equal(element.one('button').attributes['aria-label'], strings.places.forgetName('gazette.example'));
  await element.one('button').does('click');
  assert.deepEqual([[...places.keys()], announced], [['post.example'], [strings.places.forgotten('gazette.example')]]);
  assert.equal(focusIn(), element.one('h2'), 'the button that had the focus is gone');
  await element.one('button').does('click');
  assert.ok(element.hidden);
});

test('a dismissal tells what it is of, where, and the note', async () => {
  const one: Dismissal = { id: 'a', what: { kind: 'paragraph', hash: 'f', starts: 'The bells' }, page: 'https://post.example/bells', at: '2031-02-03T08:00:00.000Z', note: 'an agency text' };
  const undone: string[] = [];
  const list = dismissalList({ list: async () => [one], undo: async (id) => void undone.push(id) }, () => undefined);
  await list.refresh();
  const row = fake(list.element).one('li');
  assert.match(row.textContent, /The bells ….*post\.example\/bells · on one page, 3 February 2031 · an agency text/);
  await row.one('button').does('click');
  assert.deepEqual(undone, ['a']);
});
