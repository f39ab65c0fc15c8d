import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, TooLong, type Collected } from '../src/collect/collect';
import { TOO_LONG, TOO_MANY } from '../src/shared/limits';
import { element, installDom, page } from './fake-dom';

installDom();

const p = (...children: Parameters<typeof page>): ReturnType<typeof element> => element('p', {}, ...children);
const span = (style: string, ...children: Parameters<typeof page>): ReturnType<typeof element> => element('span', { style }, ...children);
const texts = ({ page: { blocks } }: Collected): string[] => blocks.map(({ text }) => text);

test('a block is the text between two borders of blocks, inline elements or not', () => {
  const found = collect(page('Loose words.', p('The ', element('em', {}, 'old'), ' pier.'), element('ul', {}, element('li', {}, 'one'), element('li', {}, 'two'))));
  assert.deepEqual(texts(found), ['Loose words.', 'The old pier.', 'one', 'two']);
  assert.deepEqual(found.blocks.map(({ text }) => text), texts(found));
});

test('text without a letter or a digit is none, and scripts, forms and pictures are not read', () => {
  assert.deepEqual(texts(collect(page(p(' — '), p('a'), element('script', {}, 'code'), element('textarea', {}, 'typed'), element('svg', {}, 'drawn')))), ['a']);
});

test('one line break is part of a block, two end it', () => {
  const br = (): ReturnType<typeof element> => element('br');
  assert.deepEqual(texts(collect(page(p('first', br(), 'second', br(), ' ', br(), br(), 'third')))), ['first\nsecond\n', 'third']);
});

test('the marks that a page shows around a q are text of its block, but of none of its nodes', () => {
  const q = (...children: Parameters<typeof p>): ReturnType<typeof element> => element('q', {}, ...children);
  const { page: { blocks }, blocks: [collected] } = collect(page(p('He said: ', q('The ', q('ferry'), ' is late'), '.')));
  assert.equal(blocks[0]?.text, 'He said: \u201cThe ferry is late\u201d.');
  assert.deepEqual(collected?.pieces.filter(({ node }) => node === null).map(({ text }) => text), ['\u201c', '\u201d']);
});

test('links are told with their share of the text, as absolute addresses', () => {
  const { page: { blocks } } = collect(page(p('See ', element('a', { href: '../other' }, 'over there'), ' or ', element('a', { href: 'mailto:a@b' }, 'write'))));
  assert.deepEqual(blocks[0]?.links, ['https://paper.example/other']);
  assert.equal(Math.round((blocks[0]?.linked ?? 0) * 100), Math.round((14 / 19) * 100));
});

test('metadata is read from the head, and a page’s language from its root', () => {
  const found = collect(page(element('meta', { property: 'OG:Title', content: 'T' }), element('time', { datetime: '2031-02-03' }), p('a')));
  assert.deepEqual(found.page.meta.filter(([name]) => name !== 'datepublished'), [['og:title', 'T']]);
  assert.deepEqual([found.page.lang, found.page.url], ['en', 'https://paper.example/story/']);
});

test('times are told with their place', () => {
  const times = collect(page(
    p('one'),
    p('two ', element('time', { datetime: '2031-03-20', class: 'Old' }, element('b', {}, '20'), ' March')),
    p('three ', element('span', { itemprop: 'name dateModified' }, '21 March')),
  )).page.times;
  assert.deepEqual(times.filter(({ block }) => block > 0).map(({ block, datetime, text, hint }) => [block, datetime, text, hint.trim()]), [
    [1, '2031-03-20', '20 March', 'old'], [2, '', '21 March', 'name datemodified'],
  ]);
});

test('a time that nobody sees is none, unless it is microdata', () => {
  const time = (attributes: Record<string, string>, text: string): ReturnType<typeof element> => element('time', attributes, text);
  const times = collect(page(p(
    'Seen ', time({}, 'one'), time({ hidden: '' }, 'two'), span('opacity: 0', time({}, 'three')), time({ hidden: '', itemprop: 'datePublished' }, 'four'),
  ))).page.times;
  assert.deepEqual(times.map(({ text }) => text), ['one', 'four']);
});

test('licences are told in the order of the page, with those of metas', () => {
  const { meta } = collect(page(
    element('link', { rel: 'License', href: '/by' }), element('meta', { name: 'license', content: 'CC BY' }), p(element('a', { rel: 'nofollow license', href: 'sa' }, 'CC')),
  )).page;
  assert.deepEqual(meta, [['license', 'https://paper.example/by'], ['license', 'CC BY'], ['license', 'https://paper.example/story/sa']]);
});

test('JSON-LD is told by its media type, and a canonical whatever its case', () => {
  const script = (type: string): ReturnType<typeof element> => element('script', { type }, type);
  const types = [' application/ld+json ', 'Application/LD+JSON', 'application/ld+json; charset=utf-8'];
  const found = collect(page(...types.map(script), script('application/json'), element('link', { rel: 'Canonical', href: '../b' }), p('a'))).page;
  assert.deepEqual([found.json_ld, found.canonical], [types, 'https://paper.example/b']);
});

test('no more times are told than any article has', () => {
  const times = Array.from({ length: 300 }, () => element('time', { datetime: '2031-03-02' }, 'x'));
  assert.equal(collect(page(p(...times))).page.times.length, 256);
});

test('nesting is no matter, however deep', () => {
  let deep = element('b', {}, 'deep');
  for (let depth = 0; depth < 20_000; depth += 1) deep = element('b', {}, deep);
  assert.deepEqual(texts(collect(page(p(deep)))), ['deep']);
});

test('elements that are named like properties change nothing', () => {
  const form = element('form', {}, p('one'), p('two'));
  const named = element('input', { name: 'nextSibling' });
  for (const name of ['nextSibling', 'parentNode', 'parentElement', 'firstChild', 'nodeType', 'localName', 'getAttribute', 'hasAttribute', 'checkVisibility', 'textContent']) {
    Object.defineProperty(form, name, { value: named });
  }
  const document = page(p('before'), form, p('after'));
  for (const name of ['body', 'title', 'URL', 'documentElement', 'querySelectorAll', 'querySelector', 'defaultView', 'baseURI']) {
    Object.defineProperty(document, name, { value: named });
  }
  const found = collect(document);
  assert.deepEqual(texts(found), ['before', 'one', 'two', 'after']);
  assert.deepEqual([found.page.title, found.page.url], ['A title', 'https://paper.example/story/']);
});

test('what is put away within words is left out, the gap is kept, and it is told', () => {
  for (const hidden of [
    element('span', { hidden: '' }, 'xyz'), span('fontSize: 0px', 'xyz'), span('position: absolute; left: -999px', 'xyz'), span('opacity: 0', 'xyz'),
    span('position: absolute; overflow: hidden; width: 1px', 'xyz'), span('display: inline-block; clipPath: inset(100%)', element('b', {}, 'xyz')),
  ]) {
    const found = collect(page(p('A fer', hidden, 'ry ran aground.')));
    assert.deepEqual(texts(found), ['A ferry ran aground.']);
    assert.equal(found.hiddenInWords, 1);
    assert.deepEqual(found.blocks[0]?.pieces.map(({ start, text, gap }) => [start, text, gap]), [[0, 'A fer', false], [5, 'ry ran aground.', true]]);
  }
});

test('what is put away between words is left out, and is no trick', () => {
  const found = collect(page(p('A ferry ', span('fontSize: 0px', '(a ship) '), 'ran aground.')));
  assert.deepEqual([texts(found), found.hiddenInWords], [['A ferry ran aground.'], 0]);
});

test('a block of which nothing can be seen is kept as it is, and called hidden where it is not drawn', () => {
  const found = collect(page(element('p', { hidden: '' }, 'Behind a ', element('b', {}, 'fold')), p(span('opacity: 0', 'Fading in'))));
  assert.deepEqual(found.page.blocks.map(({ text, hidden }) => [text, hidden]), [['Behind a fold', true], ['Fading in', false]]);
  assert.equal(found.hiddenInWords, 0);
});

test('an element without a box of its own is seen with what is around it', () => {
  assert.deepEqual(texts(collect(page(p('A ', span('display: contents', 'ferry'), ' ran.')))), ['A ferry ran.']);
});

test('a page with more text, or more blocks, than any article is refused', () => {
  assert.throws(() => collect(page(p('a'.repeat(TOO_LONG + 1)))), TooLong);
  assert.throws(() => collect(page(...Array.from({ length: TOO_MANY + 1 }, () => p('a')))), TooLong);
});
