import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
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
  /** There where the segments are behind: it has none and is to have one, or is deleted and still has one. An index has these alone. */
  pending?: 1;
}

/** In the place of a segment's name: what packs stopped at it. It is tried again when the library is opened, or the browser started. */
export const NOT_PACKED = '-';

/** A record as it is stored. */
export function stored({ pending: _, ...article }: ArticleRecord): ArticleRecord {
  const isPending = article.removed ? article.segment !== '' && article.segment !== NOT_PACKED : article.segment === '';
  return isPending ? { ...article, pending: 1 } : article;
}

export interface SegmentRecord {
  /** The digest of its bytes, and its name among the files. */
  file: string;
  bytes: number;
  articles: number;
}

interface Schema extends DBSchema {
  articles: { key: number; value: ArticleRecord; indexes: { url: string; same: string; segment: string; pending: number } };
  texts: { key: number; value: string };
  segments: { key: string; value: SegmentRecord };
}

export type Database = IDBPDatabase<Schema>;

const NAME = 'library';

/** `closed` is called where the database is not open any more. */
export const openRecords = (closed: () => void): Promise<Database> => openDB<Schema>(NAME, 2, {
  async upgrade(database, before, _after, transaction) {
    if (before === 1) return rename(transaction.objectStore('articles'));
    const articles = database.createObjectStore('articles', { keyPath: 'id', autoIncrement: true });
    articles.createIndex('url', 'url');
    articles.createIndex('same', 'same');
    articles.createIndex('segment', 'segment');
    articles.createIndex('pending', 'pending');
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

type ArticleStore = IDBPObjectStore<Schema, ArrayLike<'articles' | 'texts' | 'segments'>, 'articles', 'versionchange'>;

export const sameKey = (hash: string, url: string | null): string => `${hash} ${url ?? ''}`;

/** A kept article as packs take it. Its id names its record. */
export const documentOf = ({ id, url, title, publisher, author, published, language, licence = null, quoted }: ArticleRecord, text: string): Document =>
  ({ id: documentId(id), url, title, publisher, author, published, language, licence, text, quoted_blocks: quoted });

/** The id of a kept article in its segment. */
export const documentId = (id: number): string => `kept:${id}`;
