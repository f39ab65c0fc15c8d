import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction, type StoreNames } from 'idb';
import type { Document, Kept } from '../shared/articles';

/**
 * The articles that the reader keeps, and the segments that they are searched by. The articles are the truth: a segment can be made anew
 * from them at any time. What is told of an article stands apart from its text, so that a long list is read at once.
 */

export interface ArticleRecord extends Kept {
  /** SHA-256 of its text, in hexadecimal. */
  hash: string;
  /** What two records have in common that are one article word for word: `sameKey`. Many articles may have one text. */
  same: string;
  /** The numbers of its paragraphs that are quotations as a whole, where that is known. */
  quoted: number[];
  /** The file of the segment that has it; empty where none has. */
  segment: string;
}

/** In the place of a segment's name: what packs stopped at it. It is tried again when the library is opened, or the browser started. */
export const NOT_PACKED = '-';

/** Whether the segments are behind with an article: it has none and is to have one, or is deleted and still has one. */
export const isPending = ({ removed, segment }: Pick<ArticleRecord, 'removed' | 'segment'>): boolean =>
  (removed ? segment !== '' && segment !== NOT_PACKED : segment === '');

export interface SegmentRecord {
  /** The digest of its bytes, and its name among the files. */
  file: string;
  bytes: number;
  articles: number;
}

interface Schema extends DBSchema {
  articles: { key: number; value: ArticleRecord; indexes: { url: string; same: string; segment: string } };
  texts: { key: number; value: string };
  /**
   * The numbers of the articles that the segments are behind with. No index of the articles tells them: Chromium leaves in an index what
   * a record had there before, and looks at all that ever waited to find the few that do.
   */
  pending: { key: number; value: true };
  segments: { key: string; value: SegmentRecord };
}

export type Database = IDBPDatabase<Schema>;

const NAME = 'library';

/** `closed` is called where the database is not open any more. */
export const openRecords = (closed: () => void): Promise<Database> => openDB<Schema>(NAME, 3, {
  async upgrade(database, before, _after, transaction) {
    const pending = database.createObjectStore('pending');
    if (before > 0) {
      await movePending(transaction.objectStore('articles'), (id) => pending.put(true, id));
      if (before === 1) await rename(transaction.objectStore('articles'));
      return;
    }
    const articles = database.createObjectStore('articles', { keyPath: 'id', autoIncrement: true });
    articles.createIndex('url', 'url');
    articles.createIndex('same', 'same');
    articles.createIndex('segment', 'segment');
    database.createObjectStore('texts');
    database.createObjectStore('segments', { keyPath: 'file' });
  },
  // Another version of the extension wants the database: this one lets go of it.
  blocking: (_current, _next, event) => {
    (event.target as IDBDatabase).close();
    closed();
  },
  terminated: closed,
});

/** The first version of the database looked articles up by their texts alone. */
async function rename(articles: ArticleStore): Promise<void> {
  articles.createIndex('same', 'same');
  // Its name is none of this version's.
  (articles as unknown as IDBPObjectStore).deleteIndex('hash');
  for (let cursor = await articles.openCursor(); cursor; cursor = await cursor.continue()) {
    await cursor.update({ ...cursor.value, same: sameKey(cursor.value.hash, cursor.value.url) });
  }
}

/** Versions before the third had an index of what is pending. */
async function movePending(articles: ArticleStore, add: (id: number) => Promise<number>): Promise<void> {
  const before = articles as unknown as IDBPObjectStore<unknown, string[], string, 'versionchange'>;
  for (const id of await before.index('pending').getAllKeys()) await add(id as number);
  before.deleteIndex('pending');
}

type ArticleStore = IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'articles', 'versionchange'>;

const STORES = ['articles', 'texts', 'pending', 'segments'] as const;

type Writing = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

/** A transaction that writes. `strict`: what it wrote is on the disk when it is done. */
export const writing = (database: Database, durability: 'strict' | 'default' = 'default'): Writing =>
  database.transaction(STORES, 'readwrite', { durability });

/** Writes an article, and whether the segments are behind with it. */
export async function write(transaction: Writing, article: ArticleRecord): Promise<void> {
  const pending = transaction.objectStore('pending');
  await Promise.all([
    transaction.objectStore('articles').put(article),
    isPending(article) ? pending.put(true, article.id) : pending.delete(article.id),
  ]);
}

/** Articles that are read at once: a page stands still while they are brought to it, and many thousands would be seen. */
const RUN = 1000;

/** The articles, the newest first, some at a time. */
export async function* newestFirst(database: Database): AsyncGenerator<ArticleRecord[]> {
  const last = await database.transaction('articles').store.openKeyCursor(null, 'prev');
  for (let to = last?.key ?? 0; to > 0; to -= RUN) yield (await database.getAll('articles', IDBKeyRange.bound(to - RUN + 1, to))).reverse();
}

/** The articles that the segments are behind with, the first kept first, some at a time. */
export async function* pendingOf(database: Database): AsyncGenerator<ArticleRecord[]> {
  for (let after = 0; ; ) {
    const transaction = database.transaction(['articles', 'pending']);
    const articles = transaction.objectStore('articles');
    const ids = await transaction.objectStore('pending').getAllKeys(IDBKeyRange.lowerBound(after, true), RUN);
    const [first, last] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) return;
    // What was imported stands in a row: it is read at once.
    const wanted = new Set(ids);
    const found = last - first < 2 * ids.length
      ? await articles.getAll(IDBKeyRange.bound(first, last))
      : await Promise.all(ids.map((id) => articles.get(id)));
    yield found.filter((article) => article !== undefined).filter(({ id }) => wanted.has(id));
    after = last;
  }
}

export const sameKey = (hash: string, url: string | null): string => `${hash} ${url ?? ''}`;

/** A kept article as packs take it. Its id names its record. */
export const documentOf = ({ id, url, title, publisher, author, published, language, licence = null, quoted }: ArticleRecord, text: string): Document =>
  ({ id: documentId(id), url, title, publisher, author, published, language, licence, text, quoted_blocks: quoted });

/** The id of a kept article in its segment. */
const KEPT = 'kept:';
export const documentId = (id: number): string => `${KEPT}${id}`;
export const isKeptId = (document: string): boolean => document.startsWith(KEPT);
export const numberOf = (document: string): number => Number(document.slice(KEPT.length));
