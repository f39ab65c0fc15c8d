import type { RefusedPack } from '../shared/checks';
import { Failure } from '../shared/errors';
import type { Examined, Pack, Refusal } from '../shared/packs';
import { Folder } from '../files/folder';
import { readRecord, readRefused, RECORD_KEY, REFUSED_KEY, type InstalledPack, type LibraryRecord } from './record';

/**
 * The library: the packs that come with the extension and those that the reader added. Whoever searches or shows packs
 * asks here and knows nothing of where they are.
 */

/** The files of the packs that the reader added, each named by its digest. */
const files = new Folder('packs');

/** Whether this window can keep files. */
export const canKeepFiles = (): Promise<boolean> => files.canKeep();

const BUNDLED = 'bundled:';

export async function list(): Promise<Pack[]> {
  const stored = await chrome.storage.local.get([RECORD_KEY, REFUSED_KEY]);
  const { packs, off } = readRecord(stored[RECORD_KEY]);
  const refused = readRefused(stored[REFUSED_KEY]);
  const bundled = PACK_FILES.map((file) => ({ id: BUNDLED + file, bundled: true, on: !off.includes(file), removed: false, file, since: chrome.runtime.getManifest().version, installed: null }));
  const installed = packs.map(({ id, on, removed, file, info, bytes, added }) => ({ id, bundled: false, on, removed, file, since: added, installed: { info, bytes, added } }));
  const refusal = ({ id, since }: { id: string; since: string }): Refusal | null => (refused[id]?.since === since ? refused[id] : null);
  return [...bundled, ...installed].map((pack) => ({ ...pack, refused: refusal(pack) }));
}

/** A pack's bytes, to be read in whole or in part. */
export async function open(id: string): Promise<Blob> {
  if (id.startsWith(BUNDLED)) return (await fetch(chrome.runtime.getURL(`packs/${id.slice(BUNDLED.length)}`))).blob();
  const pack = (await readStored()).packs.find((one) => one.id === id);
  if (!pack) throw new Failure('file-missing');
  return files.open(id, pack.bytes);
}

/** Adds a pack that was examined, switched on or off. One that is there and sound, byte for byte, is left as it is. */
export function install(file: File, { id, info }: Examined, on: boolean, onProgress: (bytes: number) => void): Promise<'added' | 'duplicate'> {
  return navigator.locks.request(FILES_LOCK, async () => {
    const same = (await list()).find((pack) => pack.id === id);
    const sound = same && !same.refused && (await files.open(id, file.size).then(() => true, () => false));
    if (sound && !same.removed) return 'duplicate';
    if (!sound) await saveWithRoom(id, file, onProgress);
    const pack = { id, info, file: file.name, bytes: file.size, added: new Date().toISOString(), on, removed: false };
    await change((record) => {
      const at = record.packs.findIndex((one) => one.id === id);
      record.packs.splice(at < 0 ? record.packs.length : at, 1, pack);
    });
    return 'added';
  });
}

/** Takes a pack out of the library. Its file stays until `tidy`, so that this can be undone. */
export const remove = (id: string): Promise<void> => changePack(id, { removed: true });

export const restore = (id: string): Promise<void> => changePack(id, { removed: false });

export function setOn(id: string, on: boolean): Promise<void> {
  if (!id.startsWith(BUNDLED)) return changePack(id, { on });
  const file = id.slice(BUNDLED.length);
  return change((record) => {
    record.off = record.off.filter((one) => one !== file);
    if (!on) record.off.push(file);
  });
}

/** Deletes what was removed, and what a copy that was cut short has left. Where files are being written it does nothing. */
export function tidy(): Promise<void> {
  return navigator.locks.request(FILES_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await deleteRemoved();
  });
}

/** Calls back when packs were added, removed or switched, or refused; other parts of the extension may have done it. */
export function onChange(listener: (what: 'packs' | 'refused') => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (changes[RECORD_KEY]) listener('packs');
    if (changes[REFUSED_KEY]) listener('refused');
  });
}

/**
 * Remembers which packs could not be searched, for whoever looks at the list. A pack that is damaged in part stays so until its
 * file is written anew, whether the next page needs that part or not.
 */
export function noteRefused(packs: readonly RefusedPack[]): Promise<void> {
  return navigator.locks.request(RECORD_LOCK, async () => {
    const known = (await list()).flatMap(({ id, refused }) => (refused ? [[id, refused] as const] : []));
    const refused = Object.fromEntries([
      ...packs.map(({ id, why: { code, args }, searched, since }) => [id, { why: { code, args }, searched, since }] as const),
      ...known.filter(([, { searched }]) => searched),
    ]);
    const before = readRefused((await chrome.storage.local.get(REFUSED_KEY))[REFUSED_KEY]);
    if (JSON.stringify(refused) !== JSON.stringify(before)) await chrome.storage.local.set({ [REFUSED_KEY]: refused });
  });
}

/** Held while files are written or deleted. A long copy does not keep the reader from switching packs. */
const FILES_LOCK = 'library-files';
/** Held from reading the record to writing it: pages and the background share it. */
const RECORD_LOCK = 'library-record';

async function readStored(): Promise<LibraryRecord> {
  return readRecord((await chrome.storage.local.get(RECORD_KEY))[RECORD_KEY]);
}

function change(edit: (record: LibraryRecord) => void): Promise<void> {
  return navigator.locks.request(RECORD_LOCK, async () => {
    const record = await readStored();
    edit(record);
    await chrome.storage.local.set({ [RECORD_KEY]: record });
  });
}

const changePack = (id: string, to: Partial<InstalledPack>): Promise<void> =>
  change((record) => {
    record.packs = record.packs.map((pack) => (pack.id === id ? { ...pack, ...to } : pack));
  });

/** Where there is no room, packs that were removed make some. */
async function saveWithRoom(id: string, file: File, onProgress: (bytes: number) => void): Promise<void> {
  try {
    await files.save(id, file, onProgress);
  } catch (error) {
    const removed = (await list()).some((pack) => pack.removed);
    if (!removed || !(error instanceof Failure && error.problem.code === 'storage-full')) throw error;
    await deleteRemoved();
    await files.save(id, file, onProgress);
  }
}

async function deleteRemoved(): Promise<void> {
  const { packs } = await readStored();
  if (packs.some(({ removed }) => removed)) {
    await change((record) => {
      record.packs = record.packs.filter(({ removed }) => !removed);
    });
  }
  await files.keepOnly(new Set((await readStored()).packs.map(({ id }) => id)));
}
