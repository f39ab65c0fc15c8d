import { newGlue, type WasmCheck, type WasmEngine } from 'wherefrom-wasm';
import { Failure, problem } from '../shared/errors';
import { isFields, isIndex } from '../shared/guards';
import { isPackInfo, isReport, type CheckOptions, type PackInfo, type PageInput, type Report, type SourceInput } from '../shared/report';
import { poisons, refusal, told } from './errors';
import { byPack, pairs, readRanges } from './ranges';

/**
 * One Wasm instance with packs in it: the only file that knows the engine's own interface. What an instance throws is a
 * `Failure`, or poison (`poisons`), after which it is to be thrown away.
 */

/** A pack in an instance. No other pack of it ever has the handle. */
export interface AddedPack {
  handle: number;
  info: PackInfo;
}

/** A pack to search, and a number that the shards of one pack share. */
export interface Searched {
  handle: number;
  number: number;
}

/** What the host asks of an instance. */
export interface Instance {
  addPack(pack: Blob, options?: { thorough?: boolean }): Promise<AddedPack>;
  removePack(handle: number): void;
  /** Checks a page against packs. Others may be under way; `report.packs` are in the order of the handles, shards of one pack as one. */
  check(page: PageInput, packs: readonly Searched[], options?: CheckOptions): Promise<Report>;
  compare(page: PageInput, sources: readonly SourceInput[], options?: CheckOptions): Report;
}

/** Compiles the module once and makes instances of it. */
export function engineMaker(url: string): () => Promise<Instance> {
  let module: Promise<WebAssembly.Module> | null = null;
  return async () => {
    module ??= compile(url);
    try {
      const glue = newGlue();
      await glue.default({ module_or_path: await module });
      return new WasmInstance(new glue.Engine());
    } catch (error) {
      // The next attempt reads the file anew.
      module = null;
      throw new Failure('engine-missing', {}, error);
    }
  };
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Bytes of a pack that is held in memory while the worker lives; of larger ones a page's ranges are read. */
const SMALL = 4 << 20;
/** A check reads fingerprints, then documents, each of them once or twice. */
const MAX_ROUNDS = 8;

class WasmInstance implements Instance {
  readonly #engine: WasmEngine;
  /** Packs by their handles. */
  readonly #packs = new Map<number, Blob>();

  constructor(engine: WasmEngine) {
    this.#engine = engine;
  }

  async addPack(pack: Blob, { thorough = false } = {}): Promise<AddedPack> {
    const added = await add(this.#engine, pack, thorough);
    this.#packs.set(added.handle, pack);
    return added;
  }

  removePack(handle: number): void {
    this.#engine.removePack(handle);
    this.#packs.delete(handle);
  }

  async check(page: PageInput, searched: readonly Searched[], options: CheckOptions = {}): Promise<Report> {
    // A pack that is removed meanwhile stays with this check.
    const packs = new Map(this.#packs);
    const check = orRefused(() => this.#engine.startCheck(
      page, options, Uint32Array.from(searched, ({ handle }) => handle), Uint32Array.from(searched, ({ number }) => number),
    ));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const report = orRefused(() => check.run());
      const wanted = check.wanted();
      if (wanted.length === 0) {
        check.free();
        return readReport(report);
      }
      await bring(check, packs, wanted);
    }
    throw new Failure('pack-changing');
  }

  compare(page: PageInput, sources: readonly SourceInput[], options: CheckOptions = {}): Report {
    return readReport(orRefused(() => this.#engine.compare(page, sources, options)));
  }
}

async function bring(check: WasmCheck, packs: ReadonlyMap<number, Blob>, wanted: ArrayLike<number>): Promise<void> {
  await Promise.all([...byPack(wanted)].map(async ([handle, ranges]) => {
    const pack = packs.get(handle);
    if (!pack) return;
    const bytes = await readRanges(pack, ranges).catch((error: unknown) => {
      throw new Failure('file-unread', {}, error);
    });
    let from = 0;
    for (const [start, end] of ranges) {
      check.bring(handle, start, bytes.subarray(from, from + end - start));
      from += end - start;
    }
  }));
}

function orRefused<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw poisons(error) ? error : refusal(error, 'engine-refused');
  }
}

/**
 * Gives a pack to an engine. Whoever has a pack hands it over as a `Blob`, and here alone it is decided how much of it is
 * read. Where it is to be `thorough`, a pack that is damaged anywhere is refused.
 */
async function add(engine: WasmEngine, pack: Blob, thorough: boolean): Promise<AddedPack> {
  try {
    const added = await (pack.size <= SMALL ? addWhole(engine, pack) : addByRanges(engine, pack, thorough));
    if (!isFields(added) || !isIndex(added['handle']) || !isPackInfo(added['info'])) throw new Failure('pack-unknown');
    return { handle: added['handle'], info: added['info'] };
  } catch (error) {
    // The file was changed or taken away since it was chosen, is a folder, or is larger than memory.
    if (error instanceof DOMException) throw new Failure('file-unread', {}, error);
    throw poisons(error) ? error : refusal(error, 'pack-refused');
  }
}

async function addWhole(engine: WasmEngine, pack: Blob): Promise<unknown> {
  return engine.addPack(new Uint8Array(await pack.arrayBuffer()));
}

async function addByRanges(engine: WasmEngine, pack: Blob, thorough: boolean): Promise<unknown> {
  const opening = engine.openByRanges(pack.size, thorough);
  for (;;) {
    const wanted = pairs(opening.wanted());
    if (wanted.length === 0) return engine.addOpened(opening);
    opening.bring(await readRanges(pack, wanted));
  }
}

/** A report as this version reads it. What is damaged of a pack is told by its code, without the engine's words. */
function readReport(given: unknown): Report {
  if (isFields(given) && Array.isArray(given['packs'])) {
    for (const pack of given['packs'].filter(isFields)) {
      if (pack['damaged'] !== null) pack['damaged'] = told(pack['damaged']) ?? problem('pack-damaged');
    }
  }
  if (!isReport(given)) throw new Failure('report-unknown');
  return given;
}
