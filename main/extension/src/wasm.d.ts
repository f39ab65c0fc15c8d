/** The engine's glue as `build.mjs` wraps it. What the engine gives back is checked where it arrives. */
declare module 'wherefrom-wasm' {
  export interface WasmEngine {
    addPack(bytes: Uint8Array): unknown;
    check(page: unknown, options?: unknown): unknown;
    compare(page: unknown, sources: unknown, options?: unknown): unknown;
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
