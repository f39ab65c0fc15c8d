import type { Problem } from './errors';
import { isFields, isIndex, isList } from './guards';
import type { Report } from './report';

/** The articles that the reader keeps. */

/** An article as packs take it: the fields of a line of JSONL. */
export interface Document {
  id?: string | null;
  url: string | null;
  title: string | null;
  publisher: string | null;
  author: string | null;
  published: string | null;
  language: string | null;
  /** Its paragraphs, a line each. */
  text: string;
  /** The numbers of those that are quotations as a whole. */
  quoted_blocks?: number[];
  /** An SPDX identifier, an address or words. */
  licence?: string | null;
  /** When it was kept before, ISO 8601, where it comes from an export of the library's own. */
  kept?: string;
}

/** What is known of a kept article, its text aside. */
export interface Kept {
  id: number;
  url: string | null;
  /** The host of its address; empty where it has none. */
  site: string;
  title: string | null;
  publisher: string | null;
  author: string | null;
  published: string | null;
  language: string | null;
  words: number;
  /** Under which licence it is, where that is known. */
  licence?: string | null;
  /** When it was kept, ISO 8601. */
  kept: string;
  /** The one before it of the same address. */
  revisionOf: number | null;
  /** Deleted by the reader, who can still undo that. */
  removed: boolean;
}

/** What became of articles that were to be kept. */
export interface Outcome {
  kept: number;
  /** Those that were there already, word for word. */
  known: number;
}

/** A passage of a text: what was found, and what stands beside it. */
export interface Excerpt {
  before: string;
  found: string;
  after: string;
}

/** What was found since it was last told, and how many of all articles have been looked through. */
export interface Finding {
  found: { id: number; excerpt: Excerpt }[];
  looked: number;
}

/** What the library's page may do with articles. */
export interface Articles {
  /** The newest first, those that were deleted among them; some at a time. */
  list(): AsyncIterable<Kept[]>;
  setRemoved(ids: readonly number[], removed: boolean): Promise<void>;
  /** Looks for words in the texts, those in quotation marks in a row, until `signal` ends that. */
  find(typed: string, onFinding: (finding: Finding) => void, signal: AbortSignal): Promise<void>;
  /** Packs what was kept, once there is nothing more to keep for now. */
  settle(): Promise<void>;
  /** Reads a file and keeps its articles; `failed`: why no more of them could be kept. Fails with why it cannot be read. */
  importFile(file: File, onProgress: (done: number, all: number) => void): Promise<Outcome & { refused: string[]; failed: Problem | null }>;
  /** Bytes of the browser's storage that packs and articles take, as the browser tells it; null where it does not. */
  spaceUsed(): Promise<number | null>;
  /** All of them as JSONL, and as a pack. */
  exportAll(): Promise<Blob>;
  exportPack(): Promise<Blob>;
}

/** What the panel says of the page's article: when it was kept; null where it was not. */
export interface KeptState {
  kept: string | null;
  /** When a version of it with other words was kept; null where none was. */
  before: string | null;
}

export const isKeptState = (value: unknown): value is KeptState => isFields(value) && isTextOrNull(value['kept']) && isTextOrNull(value['before']);

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

export const isDocument = (value: unknown): value is Document =>
  isFields(value) && typeof value['text'] === 'string'
  && ['url', 'title', 'publisher', 'author', 'published', 'language'].every((name) => isTextOrNull(value[name] ?? null))
  && (value['quoted_blocks'] === undefined || isList(value['quoted_blocks'], isIndex)) && isTextOrNull(value['licence'] ?? null)
  && (value['kept'] === undefined || typeof value['kept'] === 'string');

/** The documents of JSONL, without lines that are none. */
export function readDocuments(lines: string): Document[] {
  return lines.split('\n').filter(Boolean).map((line): unknown => JSON.parse(line)).filter(isDocument);
}

/** The article of a page that was checked. */
export function articleOf({ page, blocks }: Report): Document {
  const lines = blocks.filter(({ verdict }) => verdict !== 'furniture').map(({ text }) => text.replace(/\s+/g, ' ').trim());
  return {
    url: page.url, title: page.title, publisher: page.publisher, author: (page.authors ?? []).join(', ') || null,
    published: page.published, language: page.language, text: lines.join('\n'), licence: page.licence ?? null,
  };
}

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The host of an address; empty where it has none. */
export const siteOf = (url: string | null): string => (url !== null && URL.canParse(url) ? new URL(url).hostname : '');
