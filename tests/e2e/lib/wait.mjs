import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Milliseconds. A slow machine is no fault, so that only what never comes is given up: nothing here takes a hundredth of it on
 * a machine that is idle. Whoever writes tests may want less, in PATIENCE.
 */
export const PATIENCE = Number(process.env.PATIENCE ?? 120_000);

/** Milliseconds. Clicks on the toolbar button that come closer together are a double click. */
export const CLICK_PAUSE = 700;

/** What `promise` comes to; an error that says what was waited for, if that takes longer than `timeout` ms. */
export async function within(what, timeout, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, timeout, new Error(`waited ${timeout} ms in vain for ${what}`));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks until the answer is truthy and gives it back; after `timeout` ms an error that says what was waited for.
 * An exception counts as "not yet": a document may be on its way out while it is asked. So does an answer that stays away: a
 * browser forgets a question to a worker that it is just ending, and only a new question is answered.
 */
export async function until(what, ask, { timeout = PATIENCE, every = 25 } = {}) {
  const end = Date.now() + timeout;
  let last = null;
  for (;;) {
    try {
      const answer = await within('an answer', timeout / 4, ask());
      if (answer) return answer;
      last = null;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}${last ? `: ${last.message}` : ''}`);
    await sleep(every);
  }
}
