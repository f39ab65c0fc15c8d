import { count, number } from '../language';
import { isolated } from '../names';

/** Words for what an editor looks at first, and for going through the marks. */
export const look = {
  headline: {
    /** Days between the two; null: on the same day, and which was first nobody says. */
    before: (days: number | null): string =>
      days === null ? 'published the same day' : days === 0 ? 'published earlier that day' : days === 1 ? 'published the day before' : `published ${number(days)} days before`,
    unknown: 'There is no telling which came first.',
  },
  look: {
    title: 'What to look at',
    help: 'Each brings its paragraph into view.',
    fact: {
      number: 'Numbers differ', date: 'Dates differ', name: 'Names differ', negation: 'Yes or no', meaning: 'Meanings differ',
    },
    /** What both have; one of the two is empty where it was added or left out. */
    factSays: (page: string, source: string, isLater: boolean): string => {
      const there = isLater ? 'in the later text' : 'in the source';
      return !source ? `“${isolated(page)}” is only here` : !page ? `“${isolated(source)}” is only ${there}` : `“${isolated(page)}” here, “${isolated(source)}” ${there}`;
    },
    quotation: { words: 'Quotations differ', marks: 'Quoted here alone' },
    quotationSays: (page: string, source: string | null, isLater: boolean): string => {
      const there = isLater ? 'in the later text' : 'in the source';
      return source === null ? `“${isolated(page)}”; other words stand ${there}` : `“${isolated(page)}” here, “${isolated(source)}” ${there}`;
    },
    uncredited: 'No credit given',
    uncreditedSays: (paragraphs: number, from: string): string => `${count(paragraphs, 'paragraph')} from ${from}`,
    unfound: 'Quotation not found',
    unfoundSays: (n: number): string => (n === 1 ? 'One that no source has, in a paragraph that has one' : `${number(n)} that no source has, in paragraphs that have one`),
    more: (n: number): string => `${number(n)} more`,
    kept: 'Changed since you kept it',
  },
  marks: {
    label: 'Go through the marks',
    previous: 'Previous mark',
    next: 'Next mark',
    keys: '(key P)',
    keysNext: '(key N)',
    none: 'There is no other mark.',
  },
  filter: {
    label: 'Show paragraphs',
    all: 'All',
    verdict: (word: string, n: number): string => `${word} ${number(n)}`,
    source: 'Source',
    anySource: 'Of every source',
    folded: (n: number): string => `${count(n, 'paragraph')} without a match`,
    shown: (n: number): string => `${count(n, 'paragraph')} shown.`,
  },
} as const;
