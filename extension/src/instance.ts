import { newGlue, type WasmEngine } from 'wherefrom-wasm';
import { isPackInfo, type PackInfo } from './report';

/** One Wasm instance: how it is made, how a pack is given to it, and when it cannot be trusted any more. */

export async function compileEngine(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

export async function newEngine(module: WebAssembly.Module): Promise<WasmEngine> {
  const glue = newGlue();
  await glue.default({ module_or_path: module });
  return new glue.Engine();
}

/** Bytes of a pack that is held in memory while the worker lives; of larger ones a page's ranges are read. */
const SMALL = 4 << 20;
/** The first bytes of packs of the format before, which has no ranges to read. */
const OLD = [1, 0];

/**
 * Gives a pack to an engine. Whoever has a pack hands it over as a `Blob`, and here alone it is decided how much of it is
 * read. Where it is to be `thorough`, a pack that is damaged anywhere is refused.
 */
export async function addPack(engine: WasmEngine, pack: Blob, { thorough = false } = {}): Promise<PackInfo> {
  const info = await (pack.size <= SMALL || (await isOld(pack)) ? addWhole(engine, pack) : addByRanges(engine, pack, thorough));
  if (!isPackInfo(info)) throw new Error('The engine tells of this pack in another form than this version reads.');
  return info;
}

async function isOld(pack: Blob): Promise<boolean> {
  const version = new Uint8Array(await pack.slice(8, 10).arrayBuffer());
  return OLD.every((byte, at) => version[at] === byte);
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

const pairs = (numbers: Float64Array): [number, number][] =>
  Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0]);

/** Ranges, one behind the other, in one read: a read takes longer than most of what it brings. */
async function readRanges(pack: Blob, ranges: readonly (readonly [number, number])[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(ranges.map(([start, end]) => pack.slice(start, end))).arrayBuffer());
}

/** Brings the ranges that the engine's last check waits for, of packs in its order; whether there were any. */
export async function bringWanted(engine: WasmEngine, packs: readonly Blob[]): Promise<boolean> {
  const wanted = engine.wanted();
  const byPack = new Map<number, [number, number][]>();
  for (let at = 0; at < wanted.length; at += 3) {
    const [pack, start, end] = wanted.subarray(at, at + 3) as unknown as [number, number, number];
    const ranges = byPack.get(pack) ?? [];
    byPack.set(pack, [...ranges, [start, end]]);
  }
  await Promise.all([...byPack].map(async ([number, ranges]) => {
    const pack = packs[number];
    if (!pack) return;
    const bytes = await readRanges(pack, ranges);
    let from = 0;
    for (const [start, end] of ranges) {
      engine.bring(number, start, bytes.subarray(from, from + end - start));
      from += end - start;
    }
  }));
  return wanted.length > 0;
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
export function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

export const STOPPED_AT_PACK = 'The engine stopped while it read this pack.';
