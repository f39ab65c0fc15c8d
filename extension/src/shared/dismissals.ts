import { isFields } from './guards';

/** What the reader has said is no match. */

/** What is dismissed: one document as a source, or whatever is found of one paragraph. */
export type Dismissed =
  /** `source`: its id in its pack; of a kept article `keptKey`. */
  | { kind: 'source'; source: string; name: string }
  /** `hash`: of its words. */
  | { kind: 'paragraph'; hash: string; starts: string };

export interface Dismissal {
  /** A UUID. */
  id: string;
  /** When, ISO 8601. */
  at: string;
  /** The address of the page that it holds for, empty for texts that have none; null: for every page. */
  page: string | null;
  note: string;
  what: Dismissed;
}

/** UTF-16 units of a note, and of what is shown of a paragraph or a source. */
export const MAX_NOTE = 500;
export const MAX_NAME = 200;

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const MAX_ADDRESS = 10_000;

function isDismissed(value: unknown): value is Dismissed {
  if (!isFields(value)) return false;
  return value['kind'] === 'source'
    ? isText(value['source'], MAX_ADDRESS) && isText(value['name'], MAX_NAME)
    : value['kind'] === 'paragraph' && isText(value['hash'], MAX_NAME) && isText(value['starts'], MAX_NAME);
}

export const isDismissal = (value: unknown): value is Dismissal =>
  isFields(value) && isText(value['id'], MAX_NAME) && isText(value['at'], MAX_NAME) && (value['page'] === null || isText(value['page'], MAX_ADDRESS))
  && isText(value['note'], MAX_NOTE) && isDismissed(value['what']);

const KEPT = 'kept article ';
/** A kept article is known by its address and its words (`key`), wherever it is kept. */
export const keptKey = (key: string): string => KEPT + key;
/** The key of a kept article that is dismissed; null for another source. */
export const keyOfKept = (source: string): string | null => (source.startsWith(KEPT) ? source.slice(KEPT.length) : null);

/** A page's address as dismissals hold for it. */
export const pageKey = (address: string | null): string => (address ?? '').replace(/#.*$/s, '').slice(0, MAX_ADDRESS);
