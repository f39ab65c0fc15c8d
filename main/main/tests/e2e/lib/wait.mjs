import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is truthy and gives it back; after `timeout` ms an error that says what was waited for.
 * An exception counts as "not yet": a document may be on its way out while it is asked.
 */
export async function until(what, ask, { timeout = 15000, every = 25 } = {}) {
  const end = Date.now() + timeout;
  let last = null;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = null;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}${last ? `: ${last.message}` : ''}`);
    await sleep(every);
  }
}
