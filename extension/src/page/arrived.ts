import type { FromPage } from '../shared/protocol';

/** On the sites of which the reader keeps what is read: says once that a page has come before the reader's eyes. It reads nothing. */

const ARRIVED: FromPage = { type: 'arrived' };

function arrive(): void {
  if (document.visibilityState !== 'visible') return;
  document.removeEventListener('visibilitychange', arrive);
  // An extension that was updated or removed leaves its scripts behind.
  if (chrome.runtime?.id !== undefined) void chrome.runtime.sendMessage(ARRIVED).catch(() => undefined);
}

document.addEventListener('visibilitychange', arrive);
arrive();
