import { count, number, share } from '../language';
import { isolated } from '../names';

/** Words for comparing the page with other tabs, and for files that are dropped on the panel. */
export const tabs = {
  file: {
    reading: (file: string, more: number): string => `${isolated(file)} is being read.${more > 0 ? ` One file is compared at a time: ${count(more, 'other file was', 'other files were')} passed over.` : ''}`,
    nothing: (file: string, why: string): string => `${isolated(file)} holds no article.${why ? ` ${isolated(why)}` : ''}`,
    failed: (file: string, why: string): string => `${isolated(file)} was not read. ${why}`,
    drop: 'Drop a file with an article to compare it',
  },
  tabs: {
    compare: 'Compare with other tabs',
    title: 'Compare with other tabs',
    how: 'The article of this tab is compared with those of the tabs that you choose, in this browser. Wherefrom asks the browser for leave to read them, and gives it back when they are compared.',
    all: 'All of this window',
    unreadable: (n: number): string => `${count(n, 'tab')} of this window cannot be read by extensions.`,
    tooMany: (n: number): string => `${count(n, 'more tab is', 'more tabs are')} not listed: so many cannot be compared at once.`,
    same: (names: readonly string[]): string => `Left out, the same page as another one: ${names.map((name) => `“${isolated(name)}”`).join(', ')}`,
    none: 'There is no other tab in this window that can be read.',
    button: 'Compare',
    cancel: 'Cancel',
    refused: 'Nothing was compared: the browser was not allowed to show Wherefrom the tabs.',
    refusedPages: 'Nothing was compared: the browser was not allowed to let Wherefrom read them.',
    compared: (n: number): string => `Compared with ${n === 1 ? 'one open tab' : `${number(n)} open tabs`}, and not with your packs.`,
    nothing: (n: number): string => (n === 1 ? 'Nothing is shared with the other tab' : `Nothing is shared with the ${number(n)} other tabs`),
    nothingText: 'None of their articles shares a passage with this page.',
    unread: (names: readonly string[]): string => `Left out, without an article or not to be read: ${names.map((name) => `“${isolated(name)}”`).join(', ')}`,
    again: 'Compare with your packs instead',
    matrix: 'Who has what of whom',
    matrixHelp: 'Each row is a page: how much of its words the page of each column has.',
    row: (n: number, name: string): string => `${n} ${isolated(name)}`,
    origins: (pages: number, origins: number): string => `${count(pages, 'page')}, ${count(origins, 'origin')}: pages that have most of their words from another one of these are no origins.`,
    cell: (value: number): string => (value === 0 ? '–' : share(value)),
    page: 'Page',
  },
} as const;
