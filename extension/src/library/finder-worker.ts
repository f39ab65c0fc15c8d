import { isFields } from '../shared/guards';
import { problemOf } from '../shared/errors';
import type { FinderAnswer } from './finder';
import { newestFirst, openRecords } from './records';
import { excerptOf, termsOf } from './words';

/** Looks through the texts of all articles that are kept, the newest first. A worker answers one question, and is ended by who asked. */

/** Texts that are in memory at once. */
const RUN = 100;

const tell = (answer: FinderAnswer): void => postMessage(answer);

async function find(typed: string): Promise<void> {
  const terms = termsOf(typed);
  const database = await openRecords(() => undefined);
  let looked = 0;
  for await (const articles of newestFirst(database)) {
    for (let from = 0; from < articles.length; from += RUN) {
      const some = articles.slice(from, from + RUN);
      const range = IDBKeyRange.bound(some.at(-1)?.id, some[0]?.id);
      const [ids, texts] = await Promise.all([database.getAllKeys('texts', range), database.getAll('texts', range)]);
      const found = ids.flatMap((id, at) => {
        const excerpt = excerptOf(texts[at] ?? '', terms);
        return excerpt ? [{ id, excerpt }] : [];
      });
      looked += some.length;
      tell({ finding: { found, looked } });
    }
  }
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const typed = isFields(data) ? data['typed'] : null;
  if (typeof typed === 'string') find(typed).then(() => tell({ done: true }), (error: unknown) => tell({ problem: problemOf(error, 'unexpected') }));
});
