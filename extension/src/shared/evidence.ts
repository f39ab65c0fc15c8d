import { isFields } from './guards';

/** What was found, as files that can be kept. */

export const FORMATS = ['html', 'csv', 'json', 'annotations'] as const;
export type Format = (typeof FORMATS)[number];

export const isFormat = (value: unknown): value is Format => FORMATS.includes(value as Format);

/** What a file's name ends with, and its media type. */
export const EXTENSIONS: Record<Format, string> = { html: 'html', csv: 'csv', json: 'json', annotations: 'jsonld' };
export const TYPES: Record<Format, string> = { html: 'text/html', csv: 'text/csv', json: 'application/json', annotations: 'application/ld+json' };

/** When and by what a report was made. */
export interface Made {
  /** ISO 8601. */
  checked: string;
  /** Name and version. */
  program: string;
}

export const isMade = (value: unknown): value is Made => isFields(value) && typeof value['checked'] === 'string' && typeof value['program'] === 'string';

/** What the panel does with a report. */
export interface Evidence {
  /** Saves a file; gives what is in the way. */
  save(format: Format): Promise<string | null>;
  copy(): Promise<void>;
}

const LONGEST = 80;

/** A name for files: of letters, digits and spaces, in one line. */
export const fileNameOf = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().slice(0, LONGEST).trim() || 'page';
