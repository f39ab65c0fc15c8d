import { count, list, number } from '../language';
import { isolated } from '../names';

/** Words for everything that the reader has in one file. */
export const backup = {
  backup: {
    title: 'Backup',
    lead: 'One file with your articles, your packs and what you chose. Dropped on this page, here or in another browser, it brings all of that back and leaves what is there.',
    make: 'Back up everything',
    making: 'The backup is being made…',
    fileName: (iso: string): string => `wherefrom-backup-${iso.slice(0, 10)}.zip`,
    restoring: (file: string): string => `${isolated(file)}: what it holds is being brought back…`,
    restored: (file: string, { kept, known, packs }: { kept: number; known: number; packs: number }): string =>
      `${isolated(file)}: ${count(kept, 'article')}${known > 0 ? ` (and ${number(known)} you had already)` : ''}, ${count(packs, 'pack')} and your settings are back.`,
    sites: (sites: readonly string[]): string =>
      `Articles of ${list(sites.map(isolated))} were kept by themselves. The browser asks you for each site: add them again above.`,
    failed: (file: string, why: string): string => `${isolated(file)} was not brought back whole. ${why}`,
  },
};
