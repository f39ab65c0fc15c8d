import { Failure, problem, problemOf } from '../shared/errors';
import type { RefusedPack } from '../shared/checks';
import type { CheckOptions, PageInput, Report, SourceInput } from '../shared/report';
import { poisons } from './errors';
import type { Instance } from './instance';
import { settle, warmUp } from './warm';

/** A pack to be searched. */
export interface PackSource {
  id: string;
  /** Changes when its file has been written anew. */
  since: string;
  /** What the reader is told where it is refused. */
  name: string;
  /** What the shards of one pack have in common; it is a pack by itself where that is undefined. */
  shardOf?: string;
  open(): Promise<Blob>;
}

export interface HostOptions {
  newInstance(): Promise<Instance>;
  /** The packs to be searched now. Asked before every check. */
  packs(): Promise<readonly PackSource[]>;
}

export interface Analysis {
  report: Report;
  refusedPacks: RefusedPack[];
  /** Milliseconds in the engine alone. */
  engine: number;
}

interface Held {
  source: PackSource;
  handle: number;
}

interface Loaded {
  instance: Instance;
  /** Whether the engine's functions have been called often enough to be optimised. */
  settled: boolean;
  /** The packs in it, by their keys. */
  packs: Map<string, Held>;
}

const keyOf = ({ id, since }: PackSource): string => JSON.stringify([id, since]);

/**
 * The engine with the packs of the library in it. It is loaded when it is first asked for something; a list of packs that has
 * changed costs what changed. A pack that is refused or cannot be read is told and the others stay. A trap poisons the instance:
 * it is thrown away, and the next call has a new one.
 */
export class EngineHost {
  readonly #options: HostOptions;
  #loaded: Loaded | null = null;
  /** Packs that the engine refused, or at which it stopped, by their keys: they are not tried again until their files are others. */
  readonly #refused = new Map<string, RefusedPack>();
  /** One change of the packs after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  get isLoaded(): boolean {
    return this.#loaded !== null;
  }

  /** Done when the engine stands ready with the packs that are wanted now. */
  load(): Promise<RefusedPack[]> {
    return this.#inTurn(async () => (await this.#current()).refusedPacks);
  }

  /** Checks a page against the packs. */
  check(page: PageInput, options: CheckOptions = {}): Promise<Analysis> {
    return this.#run(async (instance, packs) => {
      const numbers = numbersOf(packs);
      return instance.check(page, packs.map(({ handle }, at) => ({ handle, number: numbers[at] ?? at })), options);
    });
  }

  /** Compares a page with sources that are given with it, and no packs. */
  compare(page: PageInput, sources: readonly SourceInput[], options: CheckOptions = {}): Promise<Analysis> {
    return this.#run((instance) => Promise.resolve(instance.compare(page, sources, options)));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Checks may be under way side by side: one that waits for its packs' bytes keeps no other waiting. */
  async #run(work: (instance: Instance, packs: readonly Held[]) => Promise<Report>): Promise<Analysis> {
    const { loaded, packs, refusedPacks } = await this.#inTurn(() => this.#current());
    const start = performance.now();
    let report: Report;
    try {
      report = await work(loaded.instance, packs);
    } catch (error) {
      if (!poisons(error)) throw error;
      if (this.#loaded === loaded) this.#loaded = null;
      throw new Failure('engine-stopped', {}, error);
    }
    const engine = performance.now() - start;
    if (!loaded.settled) settle(loaded.instance);
    loaded.settled = true;
    return { report, refusedPacks: [...refusedPacks, ...damaged(report, packs)], engine };
  }

  /** The engine with the packs that are wanted now. Where one more pack turns out to stop it, it is made anew without. */
  async #current(): Promise<{ loaded: Loaded; packs: Held[]; refusedPacks: RefusedPack[] }> {
    const wanted = await this.#options.packs();
    for (;;) {
      const fresh = this.#loaded === null;
      this.#loaded ??= { instance: await this.#options.newInstance(), settled: false, packs: new Map() };
      const loaded = this.#loaded;
      const refusedPacks = await this.#take(loaded, wanted);
      if (!refusedPacks) {
        this.#loaded = null;
        continue;
      }
      if (fresh) warmUp(loaded.instance);
      // In the order of the list.
      const packs = wanted.flatMap((source) => loaded.packs.get(keyOf(source)) ?? []);
      return { loaded, packs, refusedPacks };
    }
  }

  /** Takes packs out that are not wanted, and wanted ones in. Null where the engine stopped meanwhile. */
  async #take(loaded: Loaded, wanted: readonly PackSource[]): Promise<RefusedPack[] | null> {
    const keys = new Set(wanted.map(keyOf));
    for (const key of this.#refused.keys()) if (!keys.has(key)) this.#refused.delete(key);
    for (const [key, { handle }] of loaded.packs) {
      if (keys.has(key)) continue;
      loaded.packs.delete(key);
      try {
        loaded.instance.removePack(handle);
      } catch {
        // An engine that cannot let go of a pack is made anew.
        return null;
      }
    }
    const refused: RefusedPack[] = [];
    for (const source of wanted) {
      const key = keyOf(source);
      const known = this.#refused.get(key);
      if (known) refused.push(known);
      if (known || loaded.packs.has(key)) continue;
      const refuse = (why: RefusedPack['why']): RefusedPack => ({ id: source.id, since: source.since, file: source.name, why, searched: false });
      try {
        loaded.packs.set(key, { source, handle: (await loaded.instance.addPack(await source.open())).handle });
      } catch (error) {
        if (poisons(error)) {
          this.#refused.set(key, refuse(problem('pack-stopped', {}, error)));
          return null;
        }
        const why = problemOf(error, 'file-unread');
        const one = refuse(why);
        refused.push(one);
        // A file that is missing may be back the next time; what the engine says of it stays.
        if (why.code.startsWith('pack-')) this.#refused.set(key, one);
      }
    }
    return refused;
  }
}

/** For every pack its place in a report, which the shards of one pack share. */
function numbersOf(packs: readonly Held[]): number[] {
  const met = new Map<string, number>();
  return packs.map(({ source }) => {
    const key = source.shardOf ?? keyOf(source);
    const number = met.get(key) ?? met.size;
    met.set(key, number);
    return number;
  });
}

/** What a check found damaged in packs whose other parts were searched. */
function damaged(report: Report, packs: readonly Held[]): RefusedPack[] {
  const numbers = numbersOf(packs);
  return report.packs.flatMap(({ damaged: why }, index) => {
    const source = packs[numbers.indexOf(index)]?.source;
    return why === null || !source ? [] : [{ id: source.id, since: source.since, file: source.name, why, searched: true }];
  });
}
