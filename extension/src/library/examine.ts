import { STOPPED_AT_PACK } from '../instance';
import { isFields, isPackInfo } from '../report';
import type { Examined } from './store';

/** The engine's answer to a pack: what it is, or why it is refused. */
export type Answer = { ok: Examined } | { refused: string };

function isAnswer(value: unknown): value is Answer {
  if (!isFields(value)) return false;
  const ok = value['ok'];
  return ok === undefined ? typeof value['refused'] === 'string' : isFields(ok) && typeof ok['id'] === 'string' && isPackInfo(ok['info']);
}

/**
 * Reads a pack in an engine of its own, in a worker of its own: the page stays awake meanwhile, and what breaks there
 * breaks alone. Fails with the engine's reason.
 */
export function examine(pack: Blob): Promise<Examined> {
  const worker = new Worker('examine.js', { type: 'module' });
  const examined = new Promise<Examined>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data)) reject(new Error(STOPPED_AT_PACK));
      else if ('ok' in data) resolve(data.ok);
      else reject(new Error(data.refused));
    });
    // Where memory runs out, the whole worker may be ended.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(STOPPED_AT_PACK));
    });
    worker.postMessage(pack);
  });
  return examined.finally(() => worker.terminate());
}
