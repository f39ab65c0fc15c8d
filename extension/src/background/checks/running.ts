import type { CheckId } from '../../shared/checks';

/** The checks that this background works on. One that was begun by a background before is lost. */
const running = new Set<CheckId>();

export const isRunning = (check: CheckId): boolean => running.has(check);

export async function whileRunning(check: CheckId, work: () => Promise<void>): Promise<void> {
  running.add(check);
  try {
    await work();
  } finally {
    running.delete(check);
  }
}
