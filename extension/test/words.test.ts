import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptOf, termsOf } from '../src/library/words';

const found = (text: string, typed: string): string | null => excerptOf(text, termsOf(typed))?.found ?? null;

test('words and phrases in quotation marks are looked for', () => {
  assert.deepEqual(termsOf('  Bells “fell  silent” bells "of the'), ['bells', 'fell silent', 'of the']);
  assert.deepEqual(termsOf(' "" '), []);
});

test('a text has all of the words, each at the beginning of a word', () => {
  const text = 'The Bells fell silent.\nThey were cracked, said the minister’s party.';
  assert.equal(found(text, 'bell crack'), 'Bell');
  assert.equal(found(text, '"silent. they"'), 'silent.\nThey');
  assert.equal(found(text, "minister's"), 'minister’s');
  assert.equal(found(text, 'art'), null);
  assert.equal(found(text, 'bells rang'), null);
  assert.equal(found(text, ''), null);
});

test('scripts without spaces are looked through anywhere, and letters of two signs are one', () => {
  assert.equal(found('鐘は朝から鳴らなかった', '朝'), '朝');
  assert.equal(found('Das Café schloss', 'cafe\u0301'), 'Café');
  assert.equal(found('Das Cafe\u0301 schloss', 'café'), 'café');
});

test('an excerpt is cut between words', () => {
  const words = Array.from({ length: 60 }, (_, at) => `word${at}`);
  const excerpt = excerptOf(words.join(' '), ['word30']);
  assert.ok(excerpt);
  assert.match(excerpt.before, /^…word\d+ /);
  assert.match(excerpt.after, / word\d+…$/);
  assert.deepEqual(excerptOf('one two', ['two']), { before: 'one ', found: 'two', after: '' });
});
