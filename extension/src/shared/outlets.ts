import { isFields } from './guards';

/** Outlets that are the reader's own, and those of which the reader has a licence: names ("Skarn Gazette") or hosts ("gazette.example"). */

export interface Outlets {
  own: string[];
  licensed: string[];
}

export const STANDINGS = ['own', 'licensed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** UTF-16 units of a name. */
export const MAX_OUTLET = 200;

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_OUTLET && value.trim() !== '';

/** What is stored, without what is not understood. */
export function readOutlets(stored: unknown): Outlets {
  const names = (of: Standing): string[] => {
    const all = isFields(stored) ? stored[of] : null;
    return Array.isArray(all) ? all.filter(isName) : [];
  };
  return { own: names('own'), licensed: names('licensed') };
}

/** An outlet as a reader writes it: of a host or an address, in whatever spelling, the host. */
export function outletName(typed: string): string {
  const name = typed.trim().slice(0, MAX_OUTLET);
  const address = /^https?:/i.test(name) ? name : `https://${name}`;
  const host = /\s/.test(name) || !URL.canParse(address) ? '' : new URL(address).hostname.replace(/^www\./, '');
  return host.includes('.') ? host : name;
}
