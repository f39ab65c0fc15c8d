import { count, number } from '../language';

/** Words for what is compared in the place of the article as it is found: a part that the reader chooses, or a text. */
export const choosing = {
  part: {
    nothing: 'There is no text on this page that can be chosen.',
    wrong: 'Not the article, or not all of it?',
    choose: 'Choose it on the page',
    chooseOther: 'Choose another part',
    chosen: (): string => 'What you chose on this page was compared, and nothing else of it.',
    remembered: (site: string): string => `What you chose for ${site} was compared, and nothing else of the page.`,
    missing: (site: string): string => `What you chose for ${site} is not on this page, so that its article was looked for.`,
    selection: (): string => 'What you selected on the page was compared, and nothing else of it.',
    draft: (): string => 'What is written on the page was compared, and nothing else of it.',
    given: (): string => 'The text that you gave was compared.',
    file: (): string => 'The file that you dropped here was compared.',
    others: (n: number): string => `It holds ${n === 1 ? 'one more article' : `${number(n)} more articles`}, not compared. Keep them in the library, and pages are compared with them all.`,
    page: 'Check the page instead',
    remember: (site: string): string => `Take the same part of every page of ${site}`,
    find: 'Look for the article',
    findAndForget: 'Look for the article, and forget that choice',
  },
  text: {
    selection: 'Compare the selection',
    draft: 'Compare what is written here',
    give: 'Compare a text',
    title: 'Compare a text',
    label: 'The text, a paragraph a line',
    how: 'It is compared as an article would be, in this browser; nothing is sent anywhere.',
    compare: 'Compare',
    cancel: 'Cancel',
  },
  picking: {
    title: 'Choose the article',
    how: 'Point at it on the page and click. Or use the arrow keys, there or here: what is outlined is what will be compared. Escape leaves all as it was.',
    group: 'Outline another part of the page',
    steps: {
      start: 'Choose', wider: 'Wider ↑', narrower: 'Narrower ↓', previous: '← Before it', next: 'Behind it →', take: 'Compare this part', stop: 'Cancel',
    },
    outlined: (words: number, starts: string): string => `Outlined: ${count(words, 'word')}, beginning “${starts} …”`,
  },
} as const;
