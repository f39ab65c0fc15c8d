/** The engine's glue as `build.mjs` wraps it. What the engine gives back is checked where it arrives. */
declare module 'wherefrom-wasm' {
  export interface WasmEngine {
    /** What the pack says of itself, and its handle. */
    addPack(bytes: Uint8Array): unknown;
    /** Begins to open a pack of which only ranges are read; once all of it where it is to be thorough. */
    openByRanges(size: number, thorough: boolean): WasmOpening;
    /** Adds a pack that is open; takes the opening. */
    addOpened(opening: WasmOpening): unknown;
    /** Checks that have begun keep it until they end. */
    removePack(handle: number): boolean;
    /** Begins a check against packs by their handles, in this order; those with the same number are shards of one pack. */
    startCheck(page: unknown, options: unknown, handles: Uint32Array, shards: Uint32Array): WasmCheck;
    compare(page: unknown, sources: unknown, options?: unknown): unknown;
    free(): void;
  }
  export interface WasmOpening {
    /** `[start, end]` one after another; empty where the pack is open. */
    wanted(): Float64Array;
    /** The bytes of all of them, one behind the other. */
    bring(bytes: Uint8Array): void;
    free(): void;
  }
  export interface WasmCheck {
    /** A report; null where ranges are wanted before it can be made. */
    run(): unknown;
    /** `[handle, start, end]` one after another. */
    wanted(): Float64Array;
    bring(handle: number, start: number, bytes: Uint8Array): void;
    free(): void;
  }
  export interface Glue {
    default(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    Engine: new () => WasmEngine;
  }
  /** A glue of its own on every call, with no instance yet. */
  export function newGlue(): Glue;
}

/** The names of the packaged packs, set by `build.mjs`. */
declare const PACK_FILES: readonly string[];
