import { Failure, isProblem, type Problem } from '../shared/errors';
import { isFields } from '../shared/guards';
import type { Examined } from '../shared/packs';
import { isPackInfo } from '../shared/report';

/** The engine's answer to a pack: what it is, or why it is refused. */
export type Answer = { ok: Examined } | { refused: Problem };

function isAnswer(value: unknown): value is Answer {
  if (!isFields(value)) return false;
  const ok = value['ok'];
  return ok === undefined ? isProblem(value['refused']) : isFields(ok) && typeof ok['id'] === 'string' && isPackInfo(ok['info']);
}

/**
 * Reads a pack in an engine of its own, in a worker of its own: the page stays awake meanwhile, and what breaks there
 * breaks alone. Fails with the engine's reason.
 */
export function examine(pack: Blob): Promise<Examined> {
  const worker = new Worker('examine.js', { type: 'module' });
  const examined = new Promise<Examined>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data)) reject(new Failure('pack-stopped'));
      else if ('ok' in data) resolve(data.ok);
      else reject(new Failure(data.refused.code, data.refused.args, data.refused.detail));
    });
    // Where memory runs out, the whole worker may be ended.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Failure('pack-stopped', {}, event.message));
    });
    worker.postMessage(pack);
  });
  return examined.finally(() => worker.terminate());
}
