import { isFields } from './guards';

/** Which articles are kept by themselves, as the reader wishes it. */

export interface Keeping {
  /** Every article that is checked. */
  checked: boolean;
  /** Every article that is read on these sites: hosts, with what is below them. */
  sites: string[];
}

/** UTF-16 units of a host. */
const MAX_HOST = 253;

const isHost = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= MAX_HOST;

/** What is stored, without what is not understood. */
export function readKeeping(stored: unknown): Keeping {
  const fields = isFields(stored) ? stored : {};
  const sites = Array.isArray(fields['sites']) ? fields['sites'].filter(isHost) : [];
  return { checked: fields['checked'] === true, sites };
}

/** The host of what a reader types, an address or a name; null where it is none. */
export function hostOf(typed: string): string | null {
  const address = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  if (!URL.canParse(address)) return null;
  const host = new URL(address).hostname.replace(/^www\./, '');
  return isHost(host) && /^[\w.-]+$/.test(host) && (host.includes('.') || host === 'localhost') ? host : null;
}

/** Whether a page is of one of the sites. */
export function isOf(address: string | undefined, sites: readonly string[]): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const host = new URL(address).hostname;
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}

/** The pages of a site, as permissions and content scripts name them. Numbers have nothing below them. */
export const patternsOf = (host: string): string[] =>
  ['http', 'https'].map((scheme) => `${scheme}://${/^[\d.]+$|^localhost$/.test(host) ? '' : '*.'}${host}/*`);
