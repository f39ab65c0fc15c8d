import type { WasmEngine } from 'wherefrom-wasm';
import { addPack, bringWanted, compileEngine, newEngine, poisons, STOPPED_AT_PACK, wordsOf } from './instance';
import type { RefusedPack } from './protocol';
import { isReport, type PageInput, type Report, type SourceInput } from './report';

/** A pack to be searched. */
export interface PackSource {
  id: string;
  /** Changes when its file has been written anew. */
  since: string;
  /** What the reader is told where it is refused. */
  name: string;
  open(): Promise<Blob>;
}

export interface EngineFiles {
  /** The module's address: beside the extension's scripts or beside the demo page. */
  wasm: string;
  /** The packs to be searched now. Asked before every check. */
  packs(): Promise<PackSource[]>;
}

export interface Analysis {
  report: Report;
  refusedPacks: RefusedPack[];
  /** Milliseconds in the engine alone. */
  engine: number;
}

interface Loaded {
  engine: WasmEngine;
  /** Whether the engine's functions have been called often enough to be optimised. */
  settled: boolean;
  /** The packs that it was made for. */
  wanted: string;
  /** Those that it took, in its order, and their files. */
  packs: PackSource[];
  files: Blob[];
  refusedPacks: RefusedPack[];
}

/** A check reads fingerprints, then documents, each of them once or twice. */
const MAX_ROUNDS = 8;

/** The engine stopped while it worked on this page. Its instance is gone; the next call has a new one. */
export class EngineStopped extends Error {}

const keyOf = (packs: readonly PackSource[]): string => JSON.stringify(packs.map(({ id, since }) => [id, since]));

/**
 * One Wasm instance with the packs in it, made when this object is and anew when other packs are wanted. A pack that is
 * refused or cannot be read is told and the others stay. A trap poisons the instance: it is thrown away and a new one is
 * made from the compiled module.
 */
export class EngineHost {
  readonly #files: EngineFiles;
  readonly #module: Promise<WebAssembly.Module>;
  /** Null where there is none yet. One load follows the other: two sets of packs in memory may be too much. */
  #loaded: Promise<Loaded | null> = Promise.resolve(null);

  constructor(files: EngineFiles) {
    this.#files = files;
    this.#module = compileEngine(files.wasm);
    // Whoever asks for a check is told what went wrong; until then nobody is.
    this.ready().catch(() => undefined);
  }

  /** Done when the engine stands ready with the packs that are wanted now. */
  async ready(): Promise<{ refusedPacks: RefusedPack[] }> {
    return { refusedPacks: (await this.#current()).refusedPacks };
  }

  /** Checks a page against the packs. */
  check(page: PageInput): Promise<Analysis> {
    return this.#run(async (engine, files) => {
      engine.tidy();
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const report = engine.check(page);
        if (!(await bringWanted(engine, files))) return report;
      }
      throw new Error('A pack could not be read: its file no longer has what it had.');
    });
  }

  /** Compares a page with sources that are given with it, and no packs. */
  compare(page: PageInput, sources: SourceInput[]): Promise<Analysis> {
    return this.#run((engine) => Promise.resolve(engine.compare(page, sources)));
  }

  async #run(work: (engine: WasmEngine, files: readonly Blob[]) => Promise<unknown>): Promise<Analysis> {
    const loaded = await this.#current();
    const start = performance.now();
    let report: unknown;
    try {
      report = await work(loaded.engine, loaded.files);
    } catch (error) {
      if (!poisons(error)) throw error;
      this.#loaded = Promise.resolve(null);
      this.ready().catch(() => undefined);
      throw new EngineStopped(wordsOf(error));
    }
    const engine = performance.now() - start;
    settle(loaded);
    if (!isReport(report)) throw new Error('The engine gave a report of another form than this version reads.');
    const damaged = report.packs.flatMap(({ damaged: why }, index) => {
      const pack = loaded.packs[index];
      return why === null || !pack ? [] : [{ id: pack.id, since: pack.since, file: pack.name, why, searched: true }];
    });
    return { report, refusedPacks: [...loaded.refusedPacks, ...damaged], engine };
  }

  /** The engine with the packs that are wanted now; where the last attempt to load it failed, one more. */
  #current(): Promise<Loaded> {
    const current = this.#loaded.catch(() => null).then(async (loaded) => {
      const packs = await this.#files.packs();
      return loaded?.wanted === keyOf(packs) ? loaded : this.#load(packs);
    });
    this.#loaded = current;
    return current;
  }

  async #load(packs: readonly PackSource[]): Promise<Loaded> {
    const module = await this.#module;
    const poisonous = new Set<string>();
    for (;;) {
      const loaded = await fill(module, packs, poisonous);
      if (loaded) return loaded;
    }
  }
}

/** A new instance with the packs; null where one more pack turned out to trap, which is then left out. */
async function fill(module: WebAssembly.Module, wanted: readonly PackSource[], poisonous: Set<string>): Promise<Loaded | null> {
  const engine = await newEngine(module);
  const packs: PackSource[] = [];
  const files: Blob[] = [];
  const refusedPacks: RefusedPack[] = [];
  for (const pack of wanted) {
    const refuse = (why: string): void => void refusedPacks.push({ id: pack.id, since: pack.since, file: pack.name, why, searched: false });
    if (poisonous.has(pack.id)) {
      refuse(STOPPED_AT_PACK);
      continue;
    }
    try {
      const file = await pack.open();
      await addPack(engine, file);
      packs.push(pack);
      files.push(file);
    } catch (error) {
      if (poisons(error)) {
        poisonous.add(pack.id);
        return null;
      }
      refuse(wordsOf(error));
    }
  }
  warmUp(engine);
  return { engine, settled: false, wanted: keyOf(wanted), packs, files, refusedPacks };
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
