import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { digest } from '../src/files/digest';
import { readRecord, readRefused } from '../src/packs/record';
import { clipped, isolated, plain, shown } from '../src/shared/names';
import { sentence, size } from '../src/shared/language';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

test('a digest is that of the digests of every 4 MiB', async () => {
  const bytes = new Uint8Array(9 * 1024 * 1024).map((_, at) => at % 251);
  const chunks = [bytes.subarray(0, 4 << 20), bytes.subarray(4 << 20, 8 << 20), bytes.subarray(8 << 20)];
  const expected = sha256(Buffer.concat(chunks.map(sha256))).toString('hex');
  assert.equal(await digest(new Blob([bytes])), expected);
});

test('a digest tells one byte, and an empty file', async () => {
  const [one, other, none] = await Promise.all([digest(new Blob(['pack'])), digest(new Blob(['pock'])), digest(new Blob([]))]);
  assert.match(none, /^[0-9a-f]{64}$/);
  assert.equal(new Set([one, other, none]).size, 3);
});

const PACK = {
  id: 'a1', file: 'a.wfp', bytes: 9, added: '2031-02-03T04:05:06Z', on: true, removed: false,
  info: { name: 'A', publisher: null, license: null, documents: 2, text_free: false, date: null },
};

test('a record is read as it was written, and nothing where there is none', () => {
  assert.deepEqual(readRecord({ packs: [PACK], off: ['seeds.wfp'] }), { packs: [PACK], off: ['seeds.wfp'] });
  assert.deepEqual(readRecord(undefined), { packs: [], off: [] });
});

test('what a record holds in another form is left out, and the rest stays', () => {
  const strange = [{ ...PACK, bytes: -1 }, { ...PACK, info: { name: 'A' } }, null, 'a', { ...PACK, on: 'yes' }];
  assert.deepEqual(readRecord({ packs: [...strange, PACK], off: [1, 'seeds.wfp'] }), { packs: [PACK], off: ['seeds.wfp'] });
  assert.deepEqual(readRecord({ packs: 'none' }), { packs: [], off: [] });
  const refusal = { why: { code: 'pack-damaged', args: {} }, searched: true, since: '2031-02-03T04:05:06Z' };
  assert.deepEqual(readRefused({ a1: refusal, b2: 7, c3: 'it is damaged', d4: { ...refusal, why: 'x' } }), { a1: refusal });
});

test('sizes have two digits or more', () => {
  assert.deepEqual([1, 631, 6214, 36_697, 31_635_389, 2_000_000_000].map(size), ['1 byte', '631 bytes', '6.2 kB', '37 kB', '32 MB', '2 GB']);
});

test('names turn nothing around them', () => {
  assert.equal(isolated('Ostrel-Rundschau (3), Größe'), 'Ostrel-Rundschau (3), Größe');
  assert.equal(isolated('أرشيف (3)'), '\u2068أرشيف (3)\u2069');
  assert.equal(isolated('Evil \u202Egpj.exe\u2069'), '\u2068Evil gpj.exe\u2069');
  assert.equal(plain(' \u200F Archive '), 'Archive');
});

test('a reason becomes a sentence once', () => {
  assert.equal(sentence('the pack is damaged; fetch it again'), 'The pack is damaged; fetch it again.');
  assert.equal(sentence('The engine stopped.'), 'The engine stopped.');
});

test('a name of a megabyte is shown cut, and turns nothing', () => {
  const long = 'A\u202E'.repeat(500_000);
  assert.ok(shown(long).length < 250);
  assert.match(shown(long), /^\u2068A+…?\u2069$/);
  assert.equal(clipped('short'), 'short');
});
