import { isProblem } from '../shared/errors';
import { isFields, isIndex } from '../shared/guards';
import type { Refusal } from '../shared/packs';
import { isPackInfo, type PackInfo } from '../shared/report';

/** What `storage.local` remembers of the library; the packs themselves are files. Read by every part, written by `store.ts`. */

export const RECORD_KEY = 'library';

export interface InstalledPack {
  /** The digest of its bytes, and the name of its file in the library. */
  id: string;
  info: PackInfo;
  /** The name of the file that it came from. */
  file: string;
  bytes: number;
  /** When it was added, ISO 8601. */
  added: string;
  on: boolean;
  /** Taken out by the reader, who can still undo that. */
  removed: boolean;
}

export interface LibraryRecord {
  /** In the order in which they were added. */
  packs: InstalledPack[];
  /** The files of packs that come with the extension and are switched off. */
  off: string[];
}

const isInstalledPack = (value: unknown): value is InstalledPack =>
  isFields(value) && typeof value['id'] === 'string' && isPackInfo(value['info']) && typeof value['file'] === 'string'
  && isIndex(value['bytes']) && typeof value['added'] === 'string' && typeof value['on'] === 'boolean'
  && typeof value['removed'] === 'boolean';

/** The record as it was stored, without what is not understood. */
export function readRecord(stored: unknown): LibraryRecord {
  const fields = isFields(stored) ? stored : {};
  const items = (name: keyof LibraryRecord): unknown[] => (Array.isArray(fields[name]) ? fields[name] : []);
  return { packs: items('packs').filter(isInstalledPack), off: items('off').filter((file) => typeof file === 'string') };
}

/** The packs' refusals by their ids. */
export const REFUSED_KEY = 'library-refused';

const isRefusal = (value: unknown): value is Refusal =>
  isFields(value) && isProblem(value['why']) && typeof value['searched'] === 'boolean'
  && typeof value['since'] === 'string';

export function readRefused(stored: unknown): Record<string, Refusal> {
  if (!isFields(stored)) return {};
  return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, Refusal] => isRefusal(entry[1])));
}
