import { newKeeperGlue, type WasmKeeper } from 'wherefrom-keeper';
import { Failure } from '../shared/errors';
import { readDocuments, type Document } from '../shared/articles';
import { sha256 } from '../files/digest';
import { TYPES, type Format, type Made } from '../shared/evidence';
import type { Report } from '../shared/report';

/** The second Wasm module: files to documents, documents to packs. It is loaded when it is first asked for something. */

export interface FileRead {
  documents: Document[];
  /** What of the file cannot be used, each with its place and the reason. */
  refused: string[];
}

export interface Keeper {
  /** Reads a file of any kind that packs are built of. */
  read(file: File): Promise<FileRead>;
  /** A pack of this name. */
  build(name: string, documents: readonly Document[]): Promise<Blob>;
  /** A report as a file that can be kept. */
  write(report: Report, format: Format, made: Made): Promise<Blob>;
}

export class WasmKeeperHost implements Keeper {
  readonly #url: string;
  #loaded: Promise<WasmKeeper> | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  read(file: File): Promise<FileRead> {
    return this.#ask(async (keeper) => {
      const bytes = await file.arrayBuffer().catch((error: unknown) => {
        throw new Failure('file-unread', {}, error);
      });
      const reading = keeper.readFile(file.name, new Uint8Array(bytes));
      try {
        return { documents: readDocuments(reading.documents()), refused: reading.refused() };
      } finally {
        reading.free();
      }
    });
  }

  build(name: string, documents: readonly Document[]): Promise<Blob> {
    const lines = documents.map((document) => JSON.stringify(document)).join('\n');
    return this.#ask((keeper) => new Blob([keeper.buildPack(name, lines) as Uint8Array<ArrayBuffer>]));
  }

  write(report: Report, format: Format, { checked, program }: Made): Promise<Blob> {
    const told = JSON.stringify(report);
    if (format === 'json') return Promise.resolve(new Blob([JSON.stringify({ ...report, checked, program }, null, 2)], { type: TYPES.json }));
    return this.#ask(async (keeper) => {
      const sha = await sha256(new TextEncoder().encode(keeper.articleText(told)));
      return new Blob([keeper.writeReport(told, format, checked, program, sha)], { type: TYPES[format] });
    });
  }

  async #ask<T>(work: (keeper: WasmKeeper) => T | Promise<T>): Promise<T> {
    this.#loaded ??= load(this.#url).catch((error: unknown) => {
      this.#loaded = null;
      throw error;
    });
    try {
      return await work(await this.#loaded);
    } catch (error) {
      // After a trap the instance is poisoned; the next call has a new one.
      if (error instanceof WebAssembly.RuntimeError) this.#loaded = null;
      throw error instanceof Failure ? error : new Failure('keeper-stopped', {}, error);
    }
  }
}

async function load(url: string): Promise<WasmKeeper> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const glue = newKeeperGlue();
    await glue.default({ module_or_path: await WebAssembly.compile(await response.arrayBuffer()) });
    return glue;
  } catch (error) {
    throw new Failure('keeper-missing', {}, error);
  }
}
