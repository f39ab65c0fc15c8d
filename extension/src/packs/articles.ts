import { Folder } from '../files/folder';
import { RemoteKeeper } from '../keeper/remote';
import { findInTexts } from '../library/finder';
import { ArticleLibrary } from '../library/library';
import { readDocuments, type Articles, type Document } from '../shared/articles';
import { problemOf } from '../shared/errors';
import { strings } from '../shared/strings';

/** The kept articles as the library's page has them: reading and packing are done in a worker. */

/** Articles that are written at once, so that there is something to tell of a long file. */
const BATCH = 200;

/** One reads and one packs: what is read does not wait for what is packed. */
const reader = new RemoteKeeper();
const keeper = new RemoteKeeper();
export const library = new ArticleLibrary(keeper, new Folder('articles'), strings.kept.pack);

/** Deletes for good what was deleted when the page was open before. */
export const tidyArticles = (): Promise<void> => library.tidy();

export const articles: Articles = {
  list: () => library.list(),
  find: findInTexts,
  setRemoved: (ids, removed) => library.setRemoved(ids, removed),
  exportAll: async () => new Blob((await library.exportParts()).map(({ lines }) => lines), { type: 'application/x-ndjson' }),
  async exportPack() {
    const parts = await library.exportParts();
    const documents: Document[] = [];
    for (const { lines } of parts) documents.push(...readDocuments(await lines.text()));
    return keeper.build(strings.kept.pack, documents);
  },
  spaceUsed: () => navigator.storage.estimate().then(({ usage }) => usage ?? null, () => null),
  async importFile(file, onProgress) {
    const { documents, refused } = await reader.read(file);
    const outcome: Awaited<ReturnType<Articles['importFile']>> = { kept: 0, known: 0, refused, failed: null };
    try {
      for (let from = 0; from < documents.length; from += BATCH) {
        const { kept, known } = await library.keep(documents.slice(from, from + BATCH));
        outcome.kept += kept;
        outcome.known += known;
        onProgress(Math.min(from + BATCH, documents.length), documents.length);
      }
    } catch (error) {
      outcome.failed = problemOf(error);
    }
    return outcome;
  },
  // They are kept already: the next check packs what is not packed here.
  settle: () => library.index().catch(() => undefined),
};
