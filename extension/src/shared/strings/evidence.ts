import { date } from '../language';

/** Words for what was found, saved and handed on. */
export const evidence = {
  evidence: {
    title: 'Save what was found',
    choose: 'Choose a kind of file',
    lead: 'A file that says what was compared, with what, when, and what came of it.',
    formats: { html: 'Page (HTML)', csv: 'Table (CSV)', json: 'Data (JSON)', annotations: 'Annotations (W3C)' },
    does: {
      html: 'opens anywhere, and prints',
      csv: 'a row a paragraph',
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
