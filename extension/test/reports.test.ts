import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reports, type Store } from '../src/background/reports';
import type { Checked } from '../src/shared/checks';

/** A store with room for so many reports. */
class Shelf implements Store {
  readonly held = new Map<string, unknown>();
  constructor(readonly room = Infinity) {}
  get = async (check: string): Promise<unknown> => this.held.get(check);
  set = async (check: string, report: unknown): Promise<void> => {
    if (this.held.size >= this.room) throw new Error('full');
    this.held.set(check, report);
  };
  remove = async (check: string): Promise<void> => void this.held.delete(check);
}

const none = { blocks: 0, words: 0, share: 0, shared_words: 0, shared_share: 0 };

/** What was found on a page with so many characters. */
const found = (characters: number): Checked => ({
  report: {
    version: 1, offsets: 'utf-16',
    page: { title: 'x'.repeat(characters), url: null, publisher: null, published: null, language: null, words: 0, hidden_characters: 0 },
    packs: [],
    summary: { words: 0, copied: none, modified: none, quoted: none, original: none, headline: '', headline_code: 'no-source', headline_args: {} },
    blocks: [], sources: [], earlier_versions: [],
  },
  refusedPacks: [], refusedMarks: 0, hiddenInWords: 0, elsewhere: null, part: { choice: 'found', place: null }, tabs: null, dismissals: [], timing: { engine: 0, painted: 0, at: 3 },
});
const HUGE = 3_000_000;
const open = { isPrivate: false };

test('small reports are in the session’s memory, large ones on the disk', async () => {
  const [session, disk] = [new Shelf(), new Shelf()];
  const reports = new Reports(session, disk);
  await reports.save('small', found(10), open);
  await reports.save('large', found(HUGE), open);
  assert.deepEqual([[...session.held.keys()], [...disk.held.keys()]], [['small'], ['large']]);
  assert.equal((await reports.load('large'))?.report.page.title?.length, HUGE);
  assert.equal((await reports.load('small'))?.report.page.title?.length, 10);
});

test('a full session costs no other report', async () => {
  const [session, disk] = [new Shelf(1), new Shelf()];
  const reports = new Reports(session, disk);
  for (const check of ['first', 'second', 'third']) await reports.save(check, found(10), open);
  for (const check of ['first', 'second', 'third']) assert.ok(await reports.load(check), check);
  assert.deepEqual([...disk.held.keys()], ['second', 'third']);
});

test('those of private windows are never on the disk', async () => {
  const [session, disk] = [new Shelf(1), new Shelf()];
  const reports = new Reports(session, disk);
  for (const [check, size] of [['small', 10], ['next', 10], ['large', HUGE]] as const) await reports.save(check, found(size), { isPrivate: true });
  assert.equal(disk.held.size, 0);
  for (const check of ['small', 'next', 'large']) assert.ok(await reports.load(check), check);
});

test('where no place takes one, the memory does, and what is dropped is nowhere', async () => {
  const reports = new Reports(new Shelf(0), new Shelf(0));
  await reports.save('a', found(10), open);
  assert.ok(await reports.load('a'));
  await reports.drop('a');
  assert.equal(await reports.load('a'), null);
});

test('what is stored in another form is none', async () => {
  const session = new Shelf();
  session.held.set('a', { report: 'once' });
  assert.equal(await new Reports(session, new Shelf()).load('a'), null);
});
