import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stretches, type Piece } from '../src/collect/pieces';

/** A block from texts; "\n" is a `<br>`, and a text that begins with "|" stands after something foreign. */
function block(...texts: string[]): { pieces: Piece<string>[]; text: string } {
  let start = 0;
  const pieces = texts.map((given, index) => {
    const gap = given.startsWith('|');
    const text = gap ? given.slice(1) : given;
    const piece = { node: text === '\n' ? null : `node ${index}`, start, text, gap };
    start += text.length;
    return piece;
  });
  return { pieces, text: pieces.map((piece) => piece.text).join('') };
}

test('a stretch inside one text node', () => {
  const { pieces, text } = block('The ferry ran aground.');
  const start = text.indexOf('ferry');
  assert.deepEqual(stretches(pieces, start, start + 5), [
    { first: 'node 0', firstOffset: 4, last: 'node 0', lastOffset: 9, text: 'ferry' },
  ]);
});

test('a stretch over several text nodes is one', () => {
  const { pieces } = block('The ', 'ferry', ' ran aground.');
  assert.deepEqual(stretches(pieces, 2, 13), [
    { first: 'node 0', firstOffset: 2, last: 'node 2', lastOffset: 4, text: 'e ferry ran' },
  ]);
});

test('a stretch that begins or ends between nodes touches no neighbour', () => {
  const { pieces } = block('one ', 'two', ' three');
  assert.deepEqual(stretches(pieces, 4, 7), [{ first: 'node 1', firstOffset: 0, last: 'node 1', lastOffset: 3, text: 'two' }]);
});

test('a line break counts in the text and not in the range', () => {
  const { pieces, text } = block('first', '\n', 'second');
  assert.equal(text, 'first\nsecond');
  assert.deepEqual(stretches(pieces, 0, text.length), [
    { first: 'node 0', firstOffset: 0, last: 'node 2', lastOffset: 6, text: 'firstsecond' },
  ]);
});

test('what is no text of the block splits a stretch', () => {
  const { pieces } = block('before ', '|after');
  assert.deepEqual(stretches(pieces, 3, 9), [
    { first: 'node 0', firstOffset: 3, last: 'node 0', lastOffset: 7, text: 'ore ' },
    { first: 'node 1', firstOffset: 0, last: 'node 1', lastOffset: 2, text: 'af' },
  ]);
});

test('offsets count UTF-16 units: emoji, combining marks, soft hyphens, right-to-left', () => {
  const { pieces, text } = block('🚢🚢 e\u0301t', 'e\u0301 Stand\u00adfestig\u00adkeit ', 'שלום');
  for (const word of ['🚢', 'e\u0301te\u0301', 'festig\u00adkeit', 'שלום']) {
    const start = text.indexOf(word);
    assert.equal(stretches(pieces, start, start + word.length).map((stretch) => stretch.text).join(''), word);
  }
});

test('an empty or foreign stretch holds nothing', () => {
  const { pieces } = block('word');
  assert.deepEqual(stretches(pieces, 2, 2), []);
  assert.deepEqual(stretches(pieces, 9, 12), []);
  assert.deepEqual(stretches([], 0, 3), []);
});

test('a stretch beyond the end is cut to the text', () => {
  const { pieces } = block('word');
  assert.equal(stretches(pieces, 2, 99)[0]?.text, 'rd');
});
