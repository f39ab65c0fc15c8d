import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Block, Report } from '../src/shared/report';
import { findingsOf } from '../src/views/panel/findings';

const source = { id: 'a', direction: 'earlier', standing: null, blocks: [{ id: 0, text: 'It cost £31 billion, and 61 passengers were taken off in 2029. Bids rose by 4.5%.' }] };
const block = (id: number, more: Partial<Block>): Block =>
  ({ id, verdict: 'modified', credit: 'none', sources: [0], also_in: [], facts: [], quotations: [], spans: [{ source: 0, source_block: 0 }], text: '', ...more }) as unknown as Block;
const report = (blocks: Block[], more: object = {}): Report =>
  ({ page: { standing: null }, summary: { copied: { blocks: 0 }, modified: { blocks: blocks.length } }, sources: [source], quoted: [], blocks, ...more }) as unknown as Report;

describe('what an editor looks at first', () => {
  test('facts come first, as both print them; then quotations; then what is not credited', () => {
    const found = findingsOf(report([
      block(3, { verdict: 'copied' }),
      block(4, {
        text: 'It cost £20 billion, and 67 passengers were taken off. “We came unasked,” she said.',
        facts: [{ kind: 'number', page: '20', source: '31' }, { kind: 'number', page: '67', source: '61' }] as Block['facts'],
        quotations: [{ start: 56, end: 74, change: 'words', source_words: 'We came anyway' }],
      }),
    ]));
    assert.deepEqual(found.map((one) => [one.kind, one.block]), [['fact', 4], ['fact', 4], ['quotation', 4], ['uncredited', 3]]);
    assert.deepEqual(found.slice(0, 2).map((one) => one.kind === 'fact' && [one.page, one.source]), [['£20 billion', '£31 billion'], ['67 passengers', '61 passengers']]);
    assert.equal(found[3]?.kind === 'uncredited' && found[3].paragraphs, 2);
  });

  test('a number that stands twice, or in another one, is given as it is', () => {
    const of = (text: string, page: string): string => {
      const [first] = findingsOf(report([block(1, { credit: 'here', text, facts: [{ kind: 'number', page, source: '' }] as Block['facts'] })]));
      return first?.kind === 'fact' ? first.page : '';
    };
    assert.deepEqual(
      [of('7 boats and 7 crews', '7'), of('17 boats', '7'), of('1,700 boats', '700'), of('by 4.5% more', '4.5'), of('twelve boats', 'twelve'), of('20 billion euros', '20 billion'), of('at 5 °C, 5 °F', '5')],
      ['7', '7', '700', '4.5%', 'twelve', '20 billion euros', '5'],
    );
  });

  test('nobody is accused whose source came later, whose order is not known, or who may use the text', () => {
    const uncredited = (more: object): number => findingsOf(report([block(1, {})], { sources: [{ ...source, ...more }] })).length;
    assert.deepEqual([uncredited({}), uncredited({ direction: 'later' }), uncredited({ direction: 'unknown' }), uncredited({ standing: 'licensed' }), uncredited({ standing: 'own' })], [1, 0, 0, 0, 1]);
    assert.equal(findingsOf(report([block(1, {})], { sources: [{ ...source, standing: 'own' }], page: { standing: 'own' } })).length, 0);
    assert.equal(findingsOf(report([block(1, { credit: 'page' }), block(2, { credit: null }), block(3, { verdict: 'quoted' })])).length, 0);
  });

  test('quotations that no source has are told where the paragraph has a source', () => {
    const quoted = [{ block: 1, found: 'unfound' }, { block: 2, found: 'unfound' }, { block: 1, found: 'exact' }];
    const blocks = [block(1, { credit: 'here' }), block(2, { verdict: 'original', credit: null })];
    assert.deepEqual(findingsOf(report(blocks, { quoted })), [{ kind: 'unfound', block: 1, quotations: 1 }]);
  });
});
