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

/**
 * Gives a pack to an engine. Whoever has a pack hands it over as a `Blob`, and here alone it is decided how much of it is
 * read: all of it.
 */
export async function addPack(engine: WasmEngine, pack: Blob): Promise<PackInfo> {
  const info = engine.addPack(new Uint8Array(await pack.arrayBuffer()));
  if (!isPackInfo(info)) throw new Error('The engine tells of this pack in another form than this version reads.');
  return info;
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
export function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

export const STOPPED_AT_PACK = 'The engine stopped while it read this pack.';
