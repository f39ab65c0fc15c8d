import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellingPassage } from '../src/views/panel/passage';

test('the eight words in a row that tell most are those with most letters', () => {
  assert.equal(
    tellingPassage('It is so that on it he is; seven municipal surveyors measured subterranean drainage tunnels yesterday as it was to be.'),
    'seven municipal surveyors measured subterranean drainage tunnels yesterday',
  );
});

test('quotation marks of its own do not end it, and too few words are none', () => {
  assert.equal(tellingPassage('\u201cNobody asked me\u201d what \u00aba detour\u00bb "costs" today'), 'Nobody asked me what a detour costs today');
  assert.equal(tellingPassage('Nobody was hurt.'), null);
});
