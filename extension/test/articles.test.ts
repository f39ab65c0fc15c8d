import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPending } from '../src/library/records';
import { articleOf, isDocument, readDocuments, siteOf } from '../src/shared/articles';
import type { Report } from '../src/shared/report';

test('an article is what of a page is its text, a line a paragraph', () => {
  const block = (verdict: string, text: string): unknown => ({ verdict, text });
  const report = {
    page: { title: 'Bells', url: 'https://post.example/bells', publisher: 'The Post', published: '2031-02-04', language: 'en', licence: null, authors: ['Ada Lund', 'B. Orr'] },
    blocks: [block('furniture', 'Home'), block('original', ' The bells \n fell silent. '), block('copied', 'They were cracked.')],
  } as unknown as Report;
  assert.deepEqual(articleOf(report), {
    url: 'https://post.example/bells', title: 'Bells', publisher: 'The Post', author: 'Ada Lund, B. Orr', published: '2031-02-04', language: 'en', licence: null,
    text: 'The bells fell silent.\nThey were cracked.',
  });
});

test('lines that are no documents are left out', () => {
  const document = { url: null, title: 'Bells', text: 'They were cracked.' };
  assert.ok(isDocument(document) && !isDocument({ title: 'Bells' }) && !isDocument({ text: 'a', url: 7 }));
  assert.deepEqual(readDocuments(`${JSON.stringify(document)}\n{"title":"none"}\n\n`), [document]);
});

test('a site is the host of an address', () => {
  assert.deepEqual([siteOf('https://post.example/bells'), siteOf('bells'), siteOf(null)], ['post.example', '', '']);
});

test('a record waits for its segment where it has none and is to have one, or has one and is deleted', () => {
  const waits = (removed: boolean, segment: string): boolean => isPending({ removed, segment });
  assert.deepEqual([waits(false, ''), waits(false, 'f'), waits(true, ''), waits(true, 'f'), waits(true, '-')], [true, false, false, true, false]);
});
