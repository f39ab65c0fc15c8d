import { isChecked, type CheckId, type Checked } from '../shared/checks';

/**
 * Where what was found is kept. Small reports are in the session's memory, which lives as long as the browser does and is a few
 * megabytes for all tabs together. Larger ones go to the disk until their tab is closed or the browser is started again; those of
 * private windows never do. No report takes another's place.
 */

export interface Store {
  get(check: CheckId): Promise<unknown>;
  /** Fails where there is no room. */
  set(check: CheckId, report: unknown): Promise<void>;
  remove(check: CheckId): Promise<void>;
}

/** UTF-16 units of JSON. */
const SMALL = 500_000;

export class Reports {
  readonly #session: Store;
  readonly #disk: Store;
  /** The last resort: gone when the background ends. */
  readonly #memory = new Map<CheckId, Checked>();

  constructor(session: Store, disk: Store) {
    this.#session = session;
    this.#disk = disk;
  }

  async save(check: CheckId, found: Checked, { isPrivate }: { isPrivate: boolean }): Promise<void> {
    const stores = [...(JSON.stringify(found).length <= SMALL ? [this.#session] : []), ...(isPrivate ? [] : [this.#disk])];
    for (const store of stores) {
      try {
        return await store.set(check, found);
      } catch {
        // No room, or none that this browser gives: the next one.
      }
    }
    this.#memory.set(check, found);
  }

  async load(check: CheckId): Promise<Checked | null> {
    const found: unknown = this.#memory.get(check) ?? (await this.#session.get(check)) ?? (await this.#disk.get(check).catch(() => undefined));
    return isChecked(found) ? found : null;
  }

  async drop(check: CheckId): Promise<void> {
    this.#memory.delete(check);
    await Promise.all([this.#session.remove(check), this.#disk.remove(check).catch(() => undefined)]);
  }
}

/** The session's memory. A part of it is left free for what is known of the tabs, which is small. */
export class SessionStore implements Store {
  readonly #limit = 6_000_000;

  async get(check: CheckId): Promise<unknown> {
    const key = keyOf(check);
    return (await chrome.storage.session.get(key))[key];
  }

  async set(check: CheckId, report: unknown): Promise<void> {
    if ((await chrome.storage.session.getBytesInUse(null)) > this.#limit) throw new Error('full');
    await chrome.storage.session.set({ [keyOf(check)]: report });
  }

  remove(check: CheckId): Promise<void> {
    return chrome.storage.session.remove(keyOf(check));
  }
}

const keyOf = (check: CheckId): string => `report:${check}`;

const DATABASE = 'reports';

/** A database of the origin, on the disk. */
export class DiskStore implements Store {
  #open: Promise<IDBDatabase> | null = null;

  get(check: CheckId): Promise<unknown> {
    return this.#do('readonly', (store) => store.get(check));
  }

  async set(check: CheckId, report: unknown): Promise<void> {
    await this.#do('readwrite', (store) => store.put(report, check));
  }

  async remove(check: CheckId): Promise<void> {
    await this.#do('readwrite', (store) => store.delete(check));
  }

  /** At the browser's start: the tabs that these were of are gone. */
  async empty(): Promise<void> {
    await this.#do('readwrite', (store) => store.clear());
  }

  async #do<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    this.#open ??= openDatabase();
    const database = await this.#open.catch((error: unknown) => {
      this.#open = null;
      throw error;
    });
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(DATABASE, mode);
      const request = act(transaction.objectStore(DATABASE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(DATABASE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });
}
