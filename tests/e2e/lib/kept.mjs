// The database of the articles that the reader keeps, as it is behind the extension, and as older versions of it left it.

/** All that the database holds, store by store, with its version and the indexes of its articles; null where there is none. */
export const readKept = (page) => page.evaluate(async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'library')) return null;
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open('library'));
  const { version } = database;
  const names = [...database.objectStoreNames];
  const reading = database.transaction(names);
  const indexes = [...reading.objectStore('articles').indexNames];
  const stores = await Promise.all(names.map(async (name) => {
    const store = reading.objectStore(name);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    return [name, keys.map((key, at) => [key, values[at]])];
  }));
  database.close();
  return { version, indexes, ...Object.fromEntries(stores) };
});

/** The indexes of the articles in versions before this one. */
const INDEXES = { 1: ['hash', 'pending', 'segment', 'url'], 2: ['pending', 'same', 'segment', 'url'] };

/**
 * Puts a database in the place of the one that is there, as that version of it was: of `articles`, each with its `text`, and of
 * `segments`. Gives back the records of the articles as they are to be now.
 */
export const writeOlder = (page, version, articles, segments = []) => page.evaluate(async (older, indexes, given, packed) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // Asked for in one breath: nobody opens it anew in between.
  indexedDB.deleteDatabase('library');
  const opening = indexedDB.open('library', older);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore('articles', { keyPath: 'id', autoIncrement: true });
    for (const name of indexes) store.createIndex(name, name);
    opening.result.createObjectStore('texts');
    opening.result.createObjectStore('segments', { keyPath: 'file' });
  };
  const database = await done(opening);
  const records = await Promise.all(given.map(async ({ text, ...article }) => {
    const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return {
      url: null, site: '', title: 'From before', publisher: null, author: null, published: null, language: null, licence: null, words: text.split(/\s+/).length,
      kept: '2031-02-03T08:00:00.000Z', revisionOf: null, removed: false, hash, same: `${hash} ${article.url ?? ''}`, quoted: [], segment: '', ...article,
    };
  }));
  const writing = database.transaction(['articles', 'texts', 'segments'], 'readwrite');
  for (const segment of packed) writing.objectStore('segments').add(segment);
  for (const [at, record] of records.entries()) {
    const written = { ...record };
    if (older < 2) delete written.same;
    // In these versions a mark of its own told which records the segments are behind with.
    if (record.removed ? record.segment.length > 1 : record.segment === '') written.pending = 1;
    record.id = await done(writing.objectStore('articles').add(written));
    if (written.pending) record.pending = 1;
    await done(writing.objectStore('texts').put(given[at].text, record.id));
  }
  await new Promise((resolve) => { writing.oncomplete = resolve; });
  database.close();
  return records;
}, version, INDEXES[version], articles, segments);

/** Lets nobody pack articles until what is given back is called. The page must stay where it is meanwhile. */
export async function holdPacking(page) {
  await page.evaluate(() => new Promise((held) => {
    void navigator.locks.request('library-segments', () => new Promise((release) => {
      window.releasePacking = release;
      held();
    }));
  }));
  return () => page.evaluate(() => window.releasePacking());
}
