import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineHost, type PackSource } from '../src/engine/host';
import type { AddedPack, Instance, Searched } from '../src/engine/instance';
import { Failure } from '../src/shared/errors';
import type { CheckOptions, PageInput, Report } from '../src/shared/report';

const none = { blocks: 0, words: 0, share: 0, shared_words: 0, shared_share: 0 };
const PAGE = { url: null, title: null, lang: null, canonical: null, meta: [], json_ld: [], times: [], chosen: null, elements: [], blocks: [] };
const trap = (): never => {
  throw new WebAssembly.RuntimeError('unreachable');
};

/** An engine that writes down what is done to it. */
class Recorded implements Instance {
  #held = new Map<number, string>();
  constructor(readonly log: string[]) {
    log.push('new');
  }
  async addPack(pack: Blob): Promise<AddedPack> {
    const name = await pack.text();
    if (name.startsWith('trap')) trap();
    if (name.startsWith('bad')) throw new Failure('pack-refused', { message: name });
    this.log.push(`+${name}`);
    const handle = this.log.length;
    this.#held.set(handle, name);
    return { handle, info: { name, publisher: null, license: null, documents: 1, text_free: false, date: null, key_bits: 28, shingle: 0, shingle_bits: 0, checksum: null } };
  }
  removePack(handle: number): void {
    this.log.push(`-${this.#held.get(handle)}`);
    this.#held.delete(handle);
  }
  async check(_: PageInput, packs: readonly Searched[], { exclude = [] }: CheckOptions = {}): Promise<Report> {
    const held = packs.map(({ handle, number }) => ({ name: this.#held.get(handle) ?? '', number }));
    this.log.push(`check ${held.map(({ name }) => name).join()}${exclude.length > 0 ? ` without ${exclude.join()}` : ''}`);
    // Of shards of one pack the last is told of.
    const names = [...new Map(held.map(({ name, number }) => [number, name])).values()];
    return {
      version: 1, offsets: 'utf-16',
      page: { title: null, url: null, publisher: null, published: null, language: null, words: 0, hidden_characters: 0 },
      packs: names.map((name) => ({ name, documents: 1, text_free: false, licence: null, checksum: null, damaged: name.startsWith('part') ? { code: 'pack-damaged', args: {} } : null })),
      summary: { words: 0, copied: none, modified: none, quoted: none, original: none, headline: '', headline_code: '', headline_args: {} },
      blocks: [], sources: [], earlier_versions: [],
    };
  }
  compare(): Report {
    throw new Failure('engine-refused');
  }
}

function host(names: string[]): { engine: EngineHost; log: string[]; names: string[] } {
  const log: string[] = [];
  const sources = (): PackSource[] => names.map((name) => ({ id: name, since: '1', name, open: async () => new Blob([name]) }));
  return { engine: new EngineHost({ newInstance: async () => new Recorded(log), packs: async () => sources() }), log, names };
}

test('the engine is loaded by the first check, and by nothing before', async () => {
  const { engine, log } = host(['a']);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(log, []);
  assert.ok(!engine.isLoaded);
  await engine.check(PAGE);
  assert.deepEqual(log, ['new', '+a', 'check a']);
});

test('a change of the list costs what changed', async () => {
  const { engine, log, names } = host(['a', 'b', 'c']);
  await engine.load();
  log.length = 0;
  names.splice(1, 1);
  names.push('d');
  await engine.load();
  assert.deepEqual(log, ['-b', '+d']);
  await engine.load();
  assert.deepEqual(log, ['-b', '+d'], 'and nothing where nothing did');
});

test('a pack that is refused is told, is not tried again, and the others stay', async () => {
  const { engine, log } = host(['a', 'bad', 'b']);
  const refused = await engine.load();
  assert.deepEqual(refused.map(({ id, why: { code }, searched }) => [id, code, searched]), [['bad', 'pack-refused', false]]);
  assert.deepEqual((await engine.check(PAGE)).refusedPacks.map(({ id }) => id), ['bad']);
  assert.deepEqual(log, ['new', '+a', '+b', 'check a,b']);
});

test('a pack at which the engine stops is left out of a new one', async () => {
  const { engine, log } = host(['a', 'trap', 'b']);
  const { refusedPacks } = await engine.check(PAGE);
  assert.deepEqual(refusedPacks.map(({ id, why: { code } }) => [id, code]), [['trap', 'pack-stopped']]);
  assert.deepEqual(log, ['new', '+a', 'new', '+a', '+b', 'check a,b']);
});

test('a page at which the engine stops costs that check alone', async () => {
  const log: string[] = [];
  let first = true;
  const engine = new EngineHost({
    packs: async () => [],
    newInstance: async () => {
      const instance = new Recorded(log);
      if (first) instance.check = async () => trap();
      first = false;
      return instance;
    },
  });
  await assert.rejects(engine.check(PAGE), (error) => error instanceof Failure && error.problem.code === 'engine-stopped');
  await engine.check(PAGE);
  assert.deepEqual(log, ['new', 'new', 'check ']);
});

test('what is damaged in a pack that was searched is told of that pack', async () => {
  const { engine, names } = host(['gone', 'a', 'part']);
  await engine.load();
  names.shift();
  const { refusedPacks } = await engine.check(PAGE);
  assert.deepEqual(refusedPacks.map(({ id, searched }) => [id, searched]), [['part', true]]);
});

test('a check that waits keeps no other waiting, and packs are searched in the order of the list', async () => {
  const { engine, log, names } = host(['a', 'b']);
  await engine.load();
  names.unshift('first');
  await Promise.all([engine.check(PAGE), engine.check(PAGE)]);
  assert.deepEqual(log.filter((line) => line.startsWith('check')), ['check first,a,b', 'check first,a,b']);
});

test('shards of one pack are searched each and told of as one, and what is excluded is handed on', async () => {
  const log: string[] = [];
  const shards: PackSource[] = ['a', 'part-b', 'c'].map((name, at) => ({ id: name, since: '1', name, ...(at > 0 && { shardOf: 'kept' }), open: async () => new Blob([name]) }));
  const engine = new EngineHost({ newInstance: async () => new Recorded(log), packs: async () => shards });
  const { report, refusedPacks } = await engine.check(PAGE, { exclude: ['x'] });
  assert.equal(log.at(-1), 'check a,part-b,c without x');
  assert.equal(report.packs.length, 2);
  assert.deepEqual(refusedPacks, []);
});
