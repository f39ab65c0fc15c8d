import { count, number } from '../language';

/** Words for many files on their way into the library. */
export const batch = {
  batch: {
    label: 'Files being read',
    stop: 'Stop',
    stopping: 'The file that is being read is the last one…',
    progress: (done: number, all: number, kept: number): string => `${number(done)} of ${count(all, 'file')} read, ${count(kept, 'article')} kept.`,
    left: (seconds: number): string =>
      seconds < 50 ? `About ${number(Math.max(10, Math.ceil(seconds / 10) * 10))} seconds left.` : `About ${count(Math.max(1, Math.round(seconds / 60)), 'minute')} left.`,
    outcome: (kept: number, known: number): string => [kept > 0 ? `kept: ${number(kept)}` : '', known > 0 ? `known: ${number(known)}` : ''].filter(Boolean).join(', '),
    refusedWord: 'not used',
    end: (stoppedAt: number | null, all: number, kept: number, known: number, refused: number, others: number, assets: number): string => [
      stoppedAt === null ? `${count(all, 'file')} read:` : `Stopped after ${number(stoppedAt)} of ${count(all, 'file')}. What was read is kept:`,
      [
        count(kept, 'article'),
        known > 0 ? `${number(known)} you had already` : '',
        refused > 0 ? `${number(refused)} could not be used` : '',
        others > 0 ? `${count(others, 'file')} of other kinds` : '',
        assets > 0 ? `${count(assets, 'file')} that ${assets === 1 ? 'belongs' : 'belong'} to saved pages passed over` : '',
      ].filter(Boolean).join(', '),
    ].join(' ').concat('.'),
    save: 'Save the report',
    columns: ['file', 'outcome', 'reason'],
    fileName: (iso: string): string => `wherefrom-import-${iso.slice(0, 10)}.csv`,
    folder: 'Add a folder…',
  },
} as const;
