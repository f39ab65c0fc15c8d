import { newGlue, type WasmEngine } from 'wherefrom-wasm';
import type { RefusedPack } from './protocol';
import { isReport, type PageInput, type Report, type SourceInput } from './report';

/** Where the engine's files are: beside the extension's scripts or beside the demo page. */
export interface EngineFiles {
  wasm: string;
  /** By name; a name is what the reader is told where a pack is refused. */
  packs: { file: string; url: string }[];
}

export interface Analysis {
  report: Report;
  refusedPacks: RefusedPack[];
  /** Milliseconds in the engine alone. */
  engine: number;
}

interface PackBytes {
  file: string;
  /** Null where the file could not be read; then `why` says so. */
  bytes: Uint8Array | null;
  why: string;
}

interface Loaded {
  engine: WasmEngine;
  /** Whether the engine's functions have been called often enough to be optimised. */
  settled: boolean;
  refusedPacks: RefusedPack[];
}

/** The engine stopped while it worked on this page. Its instance is gone; the next call has a new one. */
export class EngineStopped extends Error {}

async function bytesOf(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

/**
 * One Wasm instance with the packs in it, made when this object is. A pack that is refused or cannot be read is told and
 * the others stay. A trap poisons the instance: it is thrown away and a new one is made from the compiled module.
 */
export class EngineHost {
  readonly #module: Promise<WebAssembly.Module>;
  readonly #packs: Promise<PackBytes[]>;
  #loaded: Promise<Loaded>;

  constructor(files: EngineFiles) {
    this.#module = bytesOf(files.wasm).then((bytes) => WebAssembly.compile(bytes));
    this.#packs = Promise.all(files.packs.map(async ({ file, url }) => {
      try {
        return { file, bytes: await bytesOf(url), why: '' };
      } catch (error) {
        return { file, bytes: null, why: sentence(error) };
      }
    }));
    this.#loaded = this.#load();
    // Whoever asks for a check is told; until then nobody is.
    this.#loaded.catch(() => undefined);
  }

  /** Done when the engine stands ready. */
  async ready(): Promise<{ refusedPacks: RefusedPack[] }> {
    return { refusedPacks: (await this.#loaded).refusedPacks };
  }

  /** Checks a page against the packs. */
  check(page: PageInput): Promise<Analysis> {
    return this.#run((engine) => engine.check(page));
  }

  /** Checks a page against sources that are given with it, and no packs. */
  compare(page: PageInput, sources: SourceInput[]): Promise<Analysis> {
    return this.#run((engine) => engine.compare(page, sources));
  }

  async #run(work: (engine: WasmEngine) => unknown): Promise<Analysis> {
    const loaded = await this.#current();
    const start = performance.now();
    let report: unknown;
    try {
      report = work(loaded.engine);
    } catch (error) {
      if (!poisons(error)) throw error;
      this.#loaded = this.#load();
      this.#loaded.catch(() => undefined);
      throw new EngineStopped(sentence(error));
    }
    const engine = performance.now() - start;
    settle(loaded);
    if (!isReport(report)) throw new Error('The engine gave a report of another form than this version reads.');
    const damaged = report.packs.flatMap(({ name, damaged }) => (damaged === null ? [] : [{ file: name, why: damaged }]));
    return { report, refusedPacks: [...loaded.refusedPacks, ...damaged], engine };
  }

  /** The loaded engine; where loading failed, one more attempt. */
  #current(): Promise<Loaded> {
    const again = this.#loaded.catch(() => this.#load());
    this.#loaded = again;
    return again;
  }

  async #load(): Promise<Loaded> {
    const packs = await this.#packs;
    const module = await this.#module;
    const poisonous = new Set<string>();
    for (;;) {
      const loaded = await this.#fill(module, packs, poisonous);
      if (loaded) return loaded;
    }
  }

  /** A new instance with the packs; null where one more pack turned out to trap, which is then left out. */
  async #fill(module: WebAssembly.Module, packs: readonly PackBytes[], poisonous: Set<string>): Promise<Loaded | null> {
    const glue = newGlue();
    await glue.default({ module_or_path: module });
    const engine = new glue.Engine();
    const refusedPacks: RefusedPack[] = [];
    for (const { file, bytes, why } of packs) {
      if (!bytes) {
        refusedPacks.push({ file, why });
      } else if (poisonous.has(file)) {
        refusedPacks.push({ file, why: 'The engine stopped while it read this pack.' });
      } else {
        try {
          engine.addPack(bytes);
        } catch (error) {
          if (poisons(error)) {
            poisonous.add(file);
            return null;
          }
          refusedPacks.push({ file, why: sentence(error) });
        }
      }
    }
    warmUp(engine);
    return { engine, settled: false, refusedPacks };
  }
}

/** Small comparisons, some tens of milliseconds in all. */
const SETTLING_ROUNDS = 24;
/** Milliseconds after a check: the reader has the answer, and the panel has drawn it. */
const SETTLING_DELAY = 150;

/**
 * Browsers optimise a function of a Wasm module when it has been called often, and while they do, a check takes several
 * times as long. After the first check some more calls get that over with, so that the next page does not meet it.
 */
function settle(loaded: Loaded): void {
  if (loaded.settled) return;
  loaded.settled = true;
  const round = (left: number): void => {
    if (left === 0) return;
    warmUp(loaded.engine);
    setTimeout(round, 0, left - 1);
  };
  setTimeout(round, SETTLING_DELAY, SETTLING_ROUNDS);
}

/**
 * Browsers compile a function of a Wasm module when it is first called. A small comparison calls nearly all of them
 * while the page is still being collected, so that the reader's own check does not wait for that.
 */
function warmUp(engine: WasmEngine): void {
  const source = [
    'The lamps on the old quay went out at nine, and the keeper walked its length with a torch until the fuse had been found.',
    '“Nobody fell in, and nobody was late,” said the keeper, who has held the post since spring. “That is all I ask of such a night.”',
    'Seven boats had asked for the light to be mended before the herring came, the harbour book says. It lies open in the office.',
  ];
  const page = [
    'The lamps on the old pier went out at nine, and its keeper walked the length with a torch untill the fuse had been found.',
    ...source.slice(1, 2),
    'According to the harbour book, seven boats had asked for the light to be mended before the herring came. It lies in the office.',
  ];
  const elements = [{ parent: -1, tag: 'body', hint: '' }, { parent: 0, tag: 'p', hint: 'lead' }];
  const blocks = page.map((text) => ({ element: 1, text, linked: 0, links: [], hidden: false }));
  const jsonLd = ['{"@type":"NewsArticle","headline":"Lamps","datePublished":"2031-01-02"}'];
  try {
    engine.compare(
      { url: null, title: null, lang: 'en', canonical: null, meta: [['og:title', 'Lamps']], jsonLd, times: [], elements, blocks },
      [{ text: source.join('\n'), publisher: 'The Lamp', published: '2031-01-01', url: 'https://lamp.example/1' }],
    );
  } catch {
    // The reader's own check will tell what is wrong.
  }
}
