import type { BlockedReason } from '../shared/checks';

const STORES = ['chromewebstore.google.com', 'chrome.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com'];

/** Why a page took no script, from its address, which the click lets us see. */
export function blockedReason(address: string | undefined): BlockedReason {
  if (!address || !URL.canParse(address)) return 'browser-page';
  const { protocol, hostname, pathname } = new URL(address);
  if (pathname.toLowerCase().endsWith('.pdf')) return 'pdf';
  if (protocol === 'file:') return 'file';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser-page';
  return STORES.includes(hostname) ? 'store' : 'other';
}
