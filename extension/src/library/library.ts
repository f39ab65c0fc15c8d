import type { Folder } from '../files/folder';
import { digest, sha256 } from '../files/digest';
import type { Keeper } from '../keeper/instance';
import { countWords, siteOf, type Document, type Kept, type Outcome } from '../shared/articles';
import { Failure } from '../shared/errors';
import { documentId, documentOf, newestFirst, NOT_PACKED, numberOf, openRecords, pendingOf, sameKey, write, writing, type ArticleRecord, type Database, type SegmentRecord } from './records';

/** Held while segments are written or put together: pages and the background share them. */
const SEGMENTS_LOCK = 'library-segments';

/** Articles that are packed at once by a page, whose keeper is in a worker, and where the keeper keeps all else waiting; UTF-16 units of their texts. */
const BATCH = 500;
export const SMALL_BATCH = 100;
const BATCH_LENGTH = 4_000_000;
/** So many segments of about one size become one. */
const FAN = 8;
/** A segment has at most so many articles and bytes: a larger one would take longer to write anew than a reader waits. */
const LARGEST = 512;
const LARGEST_BYTES = 2_000_000;

/** What the keeper is asked to pack where it has stopped at an article: whether it works at all. */
const PROBE: Document = { url: null, title: null, publisher: null, author: null, published: null, language: null, text: 'It works.' };

/** A segment as the engine is given it. */
export interface Segment {
  file: string;
  open(): Promise<Blob>;
}

/** The articles that the reader keeps. Whatever was told to be kept is in the database; segments follow. */
export class ArticleLibrary {
  readonly #keeper: Keeper;
  readonly #files: Folder;
  readonly #name: string;
  readonly #batchSize: number;
  #open: Promise<Database> | null = null;
  /** The packing that this part of the extension is at. */
  #indexing: Promise<void> | null = null;
  /** Those who wait for its next batch. */
  #awaitingBatch: (() => void)[] = [];

  /** `name` is what readers call its packs; `batch`, how many articles are packed at once. */
  constructor(keeper: Keeper, files: Folder, name: string, batch = BATCH) {
    this.#batchSize = batch;
    this.#keeper = keeper;
    this.#files = files;
    this.#name = name;
  }

  /** Keeps articles. They are written when this is done; what was there word for word stays as it was. */
  async keep(documents: readonly Document[]): Promise<Outcome> {
    const hashed = await Promise.all(documents.map(async (document) => ({ document, hash: await hashOf(document.text) })));
    const outcome = { kept: 0, known: 0 };
    try {
      const database = await this.#database();
      // Windows that keep at once wait for each other: what writes the same stores comes one after the other.
      const transaction = writing(database, 'strict');
      const articles = transaction.objectStore('articles');
      for (const { document, hash } of hashed) {
        if (document.text.trim() === '') continue;
        const same = await articles.index('same').get(sameKey(hash, document.url));
        if (same) {
          outcome.known += same.removed ? 0 : 1;
          outcome.kept += same.removed ? 1 : 0;
          if (same.removed) await write(transaction, { ...same, removed: false });
          continue;
        }
        const versions = document.url === null ? [] : await articles.index('url').getAll(document.url);
        const { url, title, publisher, author, published, language, text, licence = null, kept = new Date().toISOString(), quoted_blocks: quoted = [] } = document;
        const before = newestOf(versions.filter((version) => version.kept <= kept));
        const record: Omit<ArticleRecord, 'id'> = {
          url, site: siteOf(url), title, publisher, author, published, language, licence, words: countWords(text), kept,
          revisionOf: before?.id ?? null, removed: false, hash, same: sameKey(hash, url), quoted, segment: '',
        };
        // The database numbers it: a number is never given again.
        const id = await articles.add(record as ArticleRecord);
        await Promise.all([transaction.objectStore('texts').put(text, id), transaction.objectStore('pending').put(true, id)]);
        outcome.kept += 1;
      }
      await transaction.done;
    } catch (error) {
      refuse(error);
    }
    return outcome;
  }

  /** When the article was kept as it is; null where it was not. */
  async keptSince({ url, text }: Document): Promise<string | null> {
    const same = await (await this.#database()).getAllFromIndex('articles', 'same', sameKey(await hashOf(text), url));
    return same.find(({ removed }) => !removed)?.kept ?? null;
  }

  /** The newest version of an article that is kept with other words than these, with its text; null where there is none. */
  async before({ url, text }: Document): Promise<(Kept & { text: string }) | null> {
    if (url === null) return null;
    const database = await this.#database();
    const hash = await hashOf(text);
    const newest = newestOf((await database.getAllFromIndex('articles', 'url', url)).filter((article) => article.hash !== hash));
    const words = newest && (await database.get('texts', newest.id));
    return newest && words !== undefined ? { ...newest, text: words } : null;
  }

  /** What is known of every article, the newest first, some at a time. */
  async *list(): AsyncGenerator<Kept[]> {
    for await (const some of newestFirst(await this.#database())) yield some.map(keptOf);
  }

  /** Deletes articles, or takes that back: until `tidy` they are there, and not found. */
  async setRemoved(ids: readonly number[], removed: boolean): Promise<void> {
    const transaction = writing(await this.#database());
    for (const id of ids) {
      const article = await transaction.objectStore('articles').get(id);
      if (article) await write(transaction, { ...article, removed });
    }
    await transaction.done;
  }

  async removeSame({ url, text }: Document): Promise<void> {
    const same = await (await this.#database()).getAllFromIndex('articles', 'same', sameKey(await hashOf(text), url));
    await this.setRemoved(same.map(({ id }) => id), true);
  }

  /**
   * All articles, the first kept first, each as packs take it and with the time when it was kept: a line of JSONL each, for export and as a
   * backup. They have no ids: here these are numbers, which elsewhere are another article's.
   */
  async exportParts(): Promise<{ articles: number; lines: Blob }[]> {
    const database = await this.#database();
    const parts: { articles: number; lines: Blob }[] = [];
    for await (const some of newestFirst(database)) {
      const oldestFirst = some.reverse();
      const texts = await Promise.all(oldestFirst.map(({ id, removed }) => (removed ? undefined : database.get('texts', id))));
      const lines = oldestFirst.flatMap((article, at) => {
        const text = texts[at];
        return text === undefined ? [] : [`${JSON.stringify({ ...documentOf(article, text), id: undefined, kept: article.kept })}\n`];
      });
      // The browser keeps it, on the disk where it is much.
      if (lines.length > 0) parts.push({ articles: lines.length, lines: new Blob(lines) });
    }
    return parts.reverse();
  }

  /** The keys of what is kept now under the id of a document in a segment, and the ids of what has such a key. */
  async keyOf(document: string): Promise<string | null> {
    return (await (await this.#database()).get('articles', numberOf(document)))?.same ?? null;
  }

  async idsOf(key: string): Promise<string[]> {
    return (await (await this.#database()).getAllKeysFromIndex('articles', 'same', key)).map(documentId);
  }

  /** The documents that no check is to find: deleted articles whose segments have not been written anew. */
  async excluded(): Promise<string[]> {
    const ids: string[] = [];
    for await (const some of pendingOf(await this.#database())) ids.push(...some.filter(({ removed }) => removed).map(({ id }) => documentId(id)));
    return ids;
  }

  /** How many articles no check can find yet. */
  async waiting(): Promise<number> {
    let waiting = 0;
    for await (const some of pendingOf(await this.#database())) waiting += some.filter(({ removed }) => !removed).length;
    return waiting;
  }

  /**
   * The segments. Those that are there are searched whatever becomes of packing: a check waits for one batch that is being packed here, which
   * is all there is but after a large import, and for no other part of the extension.
   */
  async segments(): Promise<Segment[]> {
    const batch = new Promise<void>((done) => this.#awaitingBatch.push(done));
    await Promise.race([(this.#indexing ?? this.index({ waits: false })).catch(() => undefined), batch]);
    const segments = await (await this.#database()).getAll('segments');
    return segments.map((segment) => ({ file: segment.file, open: () => this.#openSegment(segment) }));
  }

  /** Packs the articles that no segment has, writes those anew that have deleted ones, and puts small segments together. */
  index({ waits = true } = {}): Promise<void> {
    const indexing = navigator.locks.request(SEGMENTS_LOCK, { ifAvailable: !waits }, async (lock) => {
      if (!lock) return;
      const database = await this.#database();
      for await (const some of pendingOf(database)) {
        for (const file of new Set(some.map(({ segment }) => segment).filter(Boolean))) {
          await this.#pack(await database.getAllFromIndex('articles', 'segment', file), [file]);
        }
        const fresh = some.filter(({ removed }) => !removed);
        while (fresh.length > 0) {
          const batch = await this.#batch(fresh);
          await this.#packAll(batch);
          fresh.splice(0, batch.length);
          for (const done of this.#awaitingBatch.splice(0)) done();
        }
      }
      // The segments are as good without.
      await this.#merge(database).catch(() => undefined);
    });
    this.#indexing = indexing;
    const done = (): void => {
      if (this.#indexing === indexing) this.#indexing = null;
    };
    void indexing.then(done, done);
    return indexing;
  }

  /** Has a segment made anew that the engine refuses: its articles are there. */
  async remake(file: string): Promise<void> {
    const transaction = writing(await this.#database());
    await transaction.objectStore('segments').delete(file);
    for (const article of await transaction.objectStore('articles').index('segment').getAll(file)) await write(transaction, { ...article, segment: '' });
    await transaction.done;
  }

  /** Deletes for good what was removed before, and files that no segment is; tries once more to pack what could not be. */
  async tidy(): Promise<void> {
    const database = await this.#database();
    const [removed, retried]: [number[], number[]] = [[], []];
    for await (const some of newestFirst(database)) {
      removed.push(...some.filter((article) => article.removed).map(({ id }) => id));
      retried.push(...some.filter(({ segment }) => segment === NOT_PACKED).map(({ id }) => id));
    }
    if (retried.length > 0) {
      const transaction = writing(database);
      for (const id of retried) {
        const article = await transaction.objectStore('articles').get(id);
        if (article?.segment === NOT_PACKED) await write(transaction, { ...article, segment: '' });
      }
      await transaction.done;
    }
    await this.index({ waits: false }).catch(() => undefined);
    const transaction = writing(database);
    for (const id of removed) {
      // It may have been kept again or brought back meanwhile.
      const article = await transaction.objectStore('articles').get(id);
      if (!article?.removed || article.segment !== '') continue;
      await transaction.objectStore('articles').delete(id);
      await transaction.objectStore('texts').delete(id);
    }
    await transaction.done;
    await navigator.locks.request(SEGMENTS_LOCK, { ifAvailable: true }, async (lock) => {
      if (lock) await this.#files.keepOnly(new Set(await database.getAllKeys('segments')));
    });
  }

  #database(): Promise<Database> {
    this.#open ??= openRecords(() => {
      this.#open = null;
    }).catch((error: unknown) => {
      this.#open = null;
      throw new Failure('no-storage', {}, error);
    });
    return this.#open;
  }

  /** As many of the first as are packed at once. */
  async #batch(articles: readonly ArticleRecord[]): Promise<ArticleRecord[]> {
    const database = await this.#database();
    let length = 0;
    const batch: ArticleRecord[] = [];
    for (const article of articles.slice(0, this.#batchSize)) {
      length += (await database.get('texts', article.id))?.length ?? 0;
      if (batch.length > 0 && length > BATCH_LENGTH) break;
      batch.push(article);
    }
    return batch;
  }

  /** Small segments of about one size become one of the next size. */
  async #merge(database: Database): Promise<void> {
    for (let size = FAN; size * FAN <= LARGEST; size *= FAN) {
      const small = (await database.getAll('segments')).filter(({ articles, bytes }) => articles < size && bytes < LARGEST_BYTES / FAN).slice(0, FAN);
      if (small.length < FAN) continue;
      const articles: ArticleRecord[] = [];
      for (const { file } of small) articles.push(...(await database.getAllFromIndex('articles', 'segment', file)));
      await this.#pack(articles, small.map(({ file }) => file));
    }
  }

  /** Packs articles. One at which the keeper stops is kept and not searched, and keeps no other from being so. */
  async #packAll(articles: readonly ArticleRecord[]): Promise<void> {
    try {
      await this.#pack(articles, []);
    } catch (error) {
      if (!(error instanceof Failure) || error.problem.code !== 'keeper-stopped') throw error;
      const [one] = articles;
      if (articles.length > 1) {
        const half = articles.length >> 1;
        await this.#packAll(articles.slice(0, half));
        await this.#packAll(articles.slice(half));
      } else if (one) {
        await this.#keeper.build(this.#name, [PROBE]);
        const transaction = writing(await this.#database());
        await write(transaction, { ...one, segment: NOT_PACKED });
        await transaction.done;
      }
    }
  }

  /**
   * Writes a segment of these articles, without those that are deleted, in the place of others. The file is whole before anything
   * names it.
   */
  async #pack(articles: readonly ArticleRecord[], instead: readonly string[]): Promise<void> {
    const database = await this.#database();
    const there = articles.filter(({ removed }) => !removed);
    const pack = there.length > 0 ? await this.#build(there) : null;
    const file = pack ? await digest(pack) : '';
    if (pack) await this.#files.save(file, pack);
    const transaction = writing(database, 'strict');
    for (const old of instead) await transaction.objectStore('segments').delete(old);
    if (pack) await transaction.objectStore('segments').put({ file, bytes: pack.size, articles: there.length });
    for (const { id, removed } of articles) {
      // It may have been deleted or brought back meanwhile.
      const article = await transaction.objectStore('articles').get(id);
      if (article) await write(transaction, { ...article, segment: removed ? '' : file });
    }
    await transaction.done;
  }

  async #build(articles: readonly ArticleRecord[]): Promise<Blob> {
    const database = await this.#database();
    const texts = await Promise.all(articles.map(({ id }) => database.get('texts', id)));
    const documents = articles.flatMap((article, at) => {
      const text = texts[at];
      return text === undefined ? [] : [documentOf(article, text)];
    });
    return this.#keeper.build(this.#name, documents);
  }

  /** A segment whose file is gone or cut short is made anew from its articles. */
  async #openSegment({ file, bytes }: SegmentRecord): Promise<Blob> {
    try {
      return await this.#files.open(file, bytes);
    } catch {
      const database = await this.#database();
      const pack = await this.#build(await database.getAllFromIndex('articles', 'segment', file));
      await this.#files.save(file, pack).catch(() => undefined);
      return pack;
    }
  }
}

/** What is told of an article: a list of many thousands holds no more of each than that. */
const keptOf = ({ id, url, site, title, publisher, author, published, language, words, licence = null, kept, revisionOf, removed }: ArticleRecord): Kept =>
  ({ id, url, site, title, publisher, author, published, language, words, licence, kept, revisionOf, removed });

/** The one that was kept last: what is restored may come after what is newer. */
const newestOf = (versions: readonly ArticleRecord[]): ArticleRecord | undefined =>
  versions.filter(({ removed }) => !removed).sort((one, other) => (one.kept < other.kept ? -1 : one.kept > other.kept ? 1 : one.id - other.id)).at(-1);

const encoder = new TextEncoder();

const hashOf = (text: string): Promise<string> => sha256(encoder.encode(text));

function refuse(error: unknown): never {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  throw error instanceof Failure ? error : new Failure(isFull ? 'storage-full' : 'unwritable', {}, error);
}
