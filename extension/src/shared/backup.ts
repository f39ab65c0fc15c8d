import type { Articles } from './articles';
import { isDismissal, type Dismissal } from './dismissals';
import { isFields, isIndex, isList } from './guards';
import { readKeeping, type Keeping } from './keeping';
import { readOutlets, type Outlets } from './outlets';
import { isPlace, type Place } from './parts';

/**
 * Everything that the reader has, in one file: a zip archive whose first entry is a table of contents, with the articles as JSONL and the packs
 * as they are. Nothing in it is compressed, so that it is written and read without being held in memory.
 */

export const CONTENTS = 'wherefrom-backup.json';
const FORMAT = 'wherefrom-backup';
/** Raised where an older version would read it wrongly. */
export const VERSION = 1;

export interface Contents {
  format: typeof FORMAT;
  version: number;
  /** ISO 8601. */
  made: string;
  /** Entries of JSONL. */
  articles: { entry: string; articles: number }[];
  packs: { entry: string; file: string; on: boolean }[];
  /** Files of packs that come with the extension and are switched off. */
  off: string[];
  places: Record<string, Place>;
  outlets: Outlets;
  keeping: Keeping;
  dismissals: Dismissal[];
}

export const contentsOf = (made: string, rest: Omit<Contents, 'format' | 'version' | 'made'>): Contents => ({ format: FORMAT, version: VERSION, made, ...rest });

/** Contents as they were read, without what is not understood; null where they are none. */
export function readContents(value: unknown): Contents | null {
  if (!isFields(value) || value['format'] !== FORMAT || !isIndex(value['version'])) return null;
  const { made, version } = value;
  const list = <T>(of: unknown, is: (one: unknown) => one is T): T[] => (Array.isArray(of) ? of.filter(is) : []);
  const places = isFields(value['places']) ? Object.entries(value['places']).filter((entry): entry is [string, Place] => isPlace(entry[1])) : [];
  return {
    format: FORMAT,
    version,
    made: typeof made === 'string' ? made : '',
    articles: list(value['articles'], (one): one is Contents['articles'][number] => isFields(one) && typeof one['entry'] === 'string' && isIndex(one['articles'])),
    packs: list(value['packs'], (one): one is Contents['packs'][number] =>
      isFields(one) && typeof one['entry'] === 'string' && typeof one['file'] === 'string' && typeof one['on'] === 'boolean'),
    off: isList(value['off'], (one): one is string => typeof one === 'string') ? [...value['off']] : [],
    places: Object.fromEntries(places),
    outlets: readOutlets(value['outlets']),
    keeping: readKeeping(value['keeping']),
    dismissals: list(value['dismissals'], isDismissal),
  };
}

/** What came back. */
export interface Restored {
  kept: number;
  known: number;
  packs: number;
  /** Each with its place in the file and the reason. */
  refused: string[];
  /** Sites whose articles were kept by themselves, for which the browser has to be asked anew. */
  sites: string[];
}

/** What the library's page may do with backups. */
export interface Backups {
  make(): Promise<Blob>;
  isBackup(file: Blob): Promise<boolean>;
  /** Brings back what a backup has. What is there stays. `onProgress` is given bytes. Fails with why it cannot be read. */
  restore(file: Blob, articles: Articles, onProgress: (done: number, all: number) => void): Promise<Restored>;
}
