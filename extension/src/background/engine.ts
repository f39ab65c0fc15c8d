import { EngineHost, type PackSource } from '../engine/host';
import { engineMaker } from '../engine/instance';
import type { Segment } from '../library/library';
import { list, noteRefused, onChange, open } from '../packs/store';
import type { RefusedPack } from '../shared/checks';
import { strings } from '../shared/strings';
import { articles } from './keep';
import { plain } from '../shared/names';

/** The engine with the packs of the library. It is loaded by a check, and by nothing else that wakes the background. */
export const engine = new EngineHost({ newInstance: engineMaker(chrome.runtime.getURL('wherefrom_bg.wasm')), packs: searched });

const KEPT = 'kept:';
/** Segments that were made anew: one that is refused again stays refused, and is told. */
const remade = new Set<string>();

/** Has segments of kept articles made anew that the engine refuses, after an update perhaps, or since the disk has changed them. */
export async function remakeKept(refused: readonly RefusedPack[]): Promise<void> {
  for (const { id, why } of refused) {
    if (!id.startsWith(KEPT) || !why.code.startsWith('pack-') || remade.has(id)) continue;
    remade.add(id);
    await articles.remake(id.slice(KEPT.length));
  }
}

/** The packs of the library that are switched on, and what the reader keeps. */
async function searched(): Promise<PackSource[]> {
  // Where they cannot be had, that is told as of any other pack.
  const failed = (error: unknown): Segment[] => [{ file: 'kept', open: () => Promise.reject(error) }];
  const [packs, kept] = await Promise.all([searchedPacks(), articles.segments().catch(failed)]);
  return [...packs, ...kept.map(({ file, open }) => ({ id: `${KEPT}${file}`, since: '', name: strings.kept.pack, shardOf: 'kept', open }))];
}

async function searchedPacks(): Promise<PackSource[]> {
  const packs = (await list()).filter(({ on, removed }) => on && !removed);
  return packs.map(({ id, since, file, installed }) => ({ id, since, name: plain(installed?.info.name ?? '') || file, open: () => open(id) }));
}

/** Loads the engine and its packs, so that a check need not wait for them, and tells the library which were refused. */
export async function prepare(): Promise<void> {
  try {
    await noteRefused(await engine.load());
  } catch {
    // The check tells what is wrong.
  }
}

/** An engine that is there follows the list; one that is not reads it when it is loaded. */
export function followPacks(): void {
  onChange((what) => {
    if (what === 'packs' && engine.isLoaded) void prepare();
  });
}
