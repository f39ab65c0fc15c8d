import { date } from '../language';

/** Words for what was found, saved and handed on. */
export const evidence = {
  evidence: {
    title: 'Save what was found',
    others: 'Other kinds of file',
    lead: 'A report says what was compared, with what, when, and what came of it. It opens anywhere, and prints.',
    formats: { html: 'Save a report', csv: 'Table (CSV)', json: 'Data (JSON)', annotations: 'Annotations (W3C)' },
    does: {
      csv: 'a row for each paragraph',
      json: 'all that the engine tells',
      annotations: 'for programs that mark texts',
    },
    copy: 'Copy a summary',
    copied: 'The summary is copied.',
    saved: 'Saved among your downloads.',
    failed: (why: string): string => `Nothing was saved. ${why}`,
    notCopied: 'The browser did not let the summary be copied.',
    checked: (iso: string): string => `Checked with Wherefrom on ${date(iso)}`,
    look: 'To look at:',
    sources: 'Sources:',
    fileName: (title: string, extension: string): string => `wherefrom ${title}.${extension}`,
  },
} as const;
