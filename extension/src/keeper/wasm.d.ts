/** The keeper's glue as `build.mjs` wraps it. */
declare module 'wherefrom-keeper' {
  export interface WasmReading {
    /** JSONL, a document a line. */
    documents(): string;
    refused(): string[];
    free(): void;
  }
  export interface WasmKeeper {
    default(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
    readFile(name: string, bytes: Uint8Array): WasmReading;
    buildPack(name: string, documents: string): Uint8Array;
    /** A report as a file: `html`, `csv` or `annotations`. */
    writeReport(report: string, format: string, checked: string, program: string, sha256: string): string;
    articleText(report: string): string;
  }
  /** A glue of its own on every call, with no instance yet. */
  export function newKeeperGlue(): WasmKeeper;
}
