/** What was found, as files that can be kept. */

export const FORMATS = ['html', 'csv', 'json', 'annotations'] as const;
export type Format = (typeof FORMATS)[number];

/** What a file's name ends with. */
export const EXTENSIONS: Record<Format, string> = { html: 'html', csv: 'csv', json: 'json', annotations: 'jsonld' };

/** Under which circumstances a report was made, as the files tell it. */
export interface Circumstances {
  /** When, ISO 8601. */
  checked: string;
  /** What made it: name and version. */
  program: string;
  /** SHA-256 of the article's text, in hexadecimal: its paragraphs, a line each. */
  sha256: string;
}

export interface Evidence {
  /** Saves a file; gives what is in the way. */
  save(format: Format): Promise<string | null>;
  copy(): Promise<void>;
}
