import type { Finding } from '../shared/articles';
import { Failure, type Problem } from '../shared/errors';

/** What the worker tells: some of what it finds, that it has looked everywhere, or why it has not. */
export type FinderAnswer = { finding: Finding } | { done: true } | { problem: Problem };

/** Looks for words in the texts of all articles that are kept, in a worker: there may be hundreds of megabytes. */
export function findInTexts(typed: string, onFinding: (finding: Finding) => void, signal: AbortSignal): Promise<void> {
  const worker = new Worker('finder.js', { type: 'module' });
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve());
    worker.addEventListener('message', ({ data }: MessageEvent<FinderAnswer>) => {
      if ('finding' in data) onFinding(data.finding);
      else if ('done' in data) resolve();
      else reject(new Failure(data.problem.code, data.problem.args, data.problem.detail));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Failure('unexpected', {}, event.message));
    });
    worker.postMessage({ typed });
  }).finally(() => worker.terminate());
}
