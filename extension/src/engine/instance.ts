import { newGlue, type WasmCheck, type WasmEngine } from 'wherefrom-wasm';
import { Failure } from '../shared/errors';
import { isFields, isIndex } from '../shared/guards';
import { isPackInfo, isReport, type PackInfo, type PageInput, type Report, type SourceInput } from '../shared/report';
import { poisons, refusal } from './errors';
import { byPack, pairs, readRanges } from './ranges';

/**
 * One Wasm instance with packs in it: the only file that knows the engine's own interface. What an instance throws is a
 * `Failure`, or poison (`poisons`), after which it is to be thrown away.
 */

/** A pack in an instance. Handles are never used again. */
export interface AddedPack {
  handle: number;
  info: PackInfo;
}

/** What the host asks of an instance. */
export interface Instance {
  addPack(pack: Blob, options?: { thorough?: boolean }): Promise<AddedPack>;
  removePack(handle: number): Promise<void>;
  /** Checks a page against all the packs. `report.packs` are in the order of `handles`. */
  check(page: PageInput): Promise<Report>;
  compare(page: PageInput, sources: readonly SourceInput[]): Report;
  readonly handles: readonly number[];
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

/** An engine, and the files of its packs by their handles, in the order in which they were added. */
class WasmInstance implements Instance {
  readonly #engine: WasmEngine;
  readonly #packs = new Map<number, Blob>();

  constructor(engine: WasmEngine) {
    this.#engine = engine;
  }

  get handles(): readonly number[] {
    return [...this.#packs.keys()];
  }

  async addPack(pack: Blob, { thorough = false } = {}): Promise<AddedPack> {
    const added = await add(this.#engine, pack, thorough);
    this.#packs.set(added.handle, pack);
    return added;
  }

  async removePack(handle: number): Promise<void> {
    this.#engine.removePack(handle);
    this.#packs.delete(handle);
  }

  async check(page: PageInput): Promise<Report> {
    const check = orRefused(() => this.#engine.startCheck(page, undefined, Uint32Array.from(this.handles)));
    const packs = new Map(this.#packs);
    try {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const report = orRefused(() => check.run());
        if (report !== null) return readReport(report);
        await bring(check, packs);
      }
    } finally {
      check.free();
    }
    throw new Failure('pack-changing');
  }

  compare(page: PageInput, sources: readonly SourceInput[]): Report {
    return readReport(orRefused(() => this.#engine.compare(page, sources)));
  }
}

/** Brings a check what it wants of packs. */
async function bring(check: WasmCheck, packs: ReadonlyMap<number, Blob>): Promise<void> {
  await Promise.all([...byPack(check.wanted())].map(async ([handle, ranges]) => {
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
    if (!isAdded(added)) throw new Failure('pack-unknown');
    return added;
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

const isAdded = (value: unknown): value is AddedPack => isFields(value) && isIndex(value['handle']) && isPackInfo(value['info']);

function readReport(given: unknown): Report {
  if (!isReport(given)) throw new Failure('report-unknown');
  return given;
}
