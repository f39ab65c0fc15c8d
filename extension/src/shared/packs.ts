import type { Problem } from './errors';
import type { PackInfo } from './report';

/** The library's packs, as its page shows them and the background searches them. */

/** Why a pack could not be searched, or not all of it. */
export interface Refusal {
  why: Problem;
  /** Whether what is whole of it is searched. */
  searched: boolean;
  /** Which of its files this was; of a later one nothing is said. */
  since: string;
}

export interface Pack {
  id: string;
  bundled: boolean;
  on: boolean;
  removed: boolean;
  /** The name of the file that it came from. */
  file: string;
  /** Changes when its file is written anew. */
  since: string;
  /** Null for a bundled pack: what it says of itself is in its file alone. */
  installed: { info: PackInfo; bytes: number; added: string } | null;
  /** Why it, or a part of it, could not be searched. */
  refused: Refusal | null;
}

/** A pack's bytes, told apart from all others, and what the engine read in them. */
export interface Examined {
  id: string;
  info: PackInfo;
}

/** What the library's page may do. `packs/` has it; the page knows nothing of files and storage. */
export interface Library {
  /** Whether this window can keep files. */
  readonly keepsFiles: boolean;
  list(): Promise<Pack[]>;
  open(id: string): Promise<Blob>;
  /** Fails with why the engine refuses it. */
  examine(pack: Blob): Promise<Examined>;
  install(file: File, examined: Examined, on: boolean, onProgress: (bytes: number) => void): Promise<'added' | 'duplicate'>;
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  setOn(id: string, on: boolean): Promise<void>;
}
