import { count, date, number } from '../language';
import { isolated } from '../names';
import type { Condition, Quoted, Taken, Verdict } from '../report';

/** Words for what the reader tells: whose outlets are whose, what is no match, which mark is wrong. */
export const reader = {
  standing: {
    own: 'Your own article',
    licensed: 'Licensed to you',
    ofParagraph: { own: 'your own text', licensed: 'licensed to you' },
    /** `isEarlier`: the source is known to have been there first; nobody takes what comes later. `hasAddress`: there is something to link to. */
    taken: ({ paragraphs, changed, credited, linked }: Taken, isEarlier: boolean, hasAddress: boolean): string => [
      `${count(paragraphs, 'paragraph')} ${isEarlier ? 'taken' : 'shared'}`,
      changed === 0 ? 'none changed' : `${number(changed)} changed`,
      credited === 0 ? 'no credit' : credited === paragraphs ? 'credited' : `${number(credited)} credited`,
      ...(hasAddress ? [linked ? 'with a link' : 'no link'] : []),
    ].join(', '),
    licence: (licence: string): string => `Licence: ${isolated(licence)}`,
    asks: {
      credit: 'credit', link: 'a link', 'no-changes': 'no changes', 'same-licence': 'the same licence', 'not-commercial': 'no commercial use',
    } satisfies Record<Condition['asks'], string>,
    holds: (asks: string, holds: boolean | null): string =>
      `Asks for ${asks}: ${holds === null ? 'cannot be seen here' : holds ? 'done' : 'not done'}`,
  },
  quoted: {
    title: (n: number): string => (n === 1 ? 'Quotation' : `Quotations (${number(n)})`),
    found: {
      exact: 'Exact', altered: 'Altered', marks: 'Not quoted there', indirect: 'Indirect', unfound: 'Not found',
    } satisfies Record<Quoted['found'], string>,
    others: (exact: number, unfound: number): string =>
      [exact > 0 ? `${number(exact)} exact` : '', unfound > 0 ? `${number(unfound)} not found in your packs` : ''].filter(Boolean).join(', '),
    theirs: (text: string): string => `The source has “${isolated(text)}”`,
    in: (name: string): string => `Earliest in ${name}`,
  },
  outlets: {
    title: 'Your outlets',
    lead: 'List the outlets that are your own, and those whose articles you may use. What pages take of your own articles is told first; what is licensed to you is told so.',
    label: 'Name or site of an outlet',
    placeholder: 'Gazette, or gazette.example',
    standing: 'It is',
    options: { own: 'my own', licensed: 'licensed to me' },
    add: 'Add it',
    row: { own: 'your own', licensed: 'licensed to you' },
    forget: 'Forget',
    forgetName: (name: string): string => `Forget ${isolated(name)}`,
    added: (name: string): string => `${isolated(name)} is listed.`,
    forgotten: (name: string): string => `${isolated(name)} is not listed any more.`,
  },
  changes: {
    show: 'What changed since',
    other: (iso: string): string => `You kept another version of it on ${date(iso)}.`,
    title: 'What changed since you kept it',
    nothing: 'Nothing changed but how it is set',
    counts: (kept: string, changed: number, added: number, gone: number, same: number): string =>
      `Since ${date(kept)}: ${count(changed, 'paragraph')} changed, ${number(added)} new, ${number(gone)} gone, ${number(same)} the same.`,
    changed: 'Changed',
    added: 'New',
    gone: 'Gone',
    version: 'The version you kept',
    back: 'Back to the report',
  },
  keeping: {
    title: 'Kept by themselves',
    checked: 'Every article that I check',
    lead: 'You can also have every article kept that you read on some sites. The browser asks you for each of them, and you can take it back here. Nothing is kept in private windows.',
    site: 'Site',
    placeholder: 'gazette.example',
    add: 'Keep what I read there',
    stop: 'Stop',
    stopName: (site: string): string => `Keep nothing more by itself of ${isolated(site)}`,
    stopped: (site: string): string => `Nothing more of ${isolated(site)} is kept by itself. What was kept stays.`,
    added: (site: string): string => `What you read on ${isolated(site)} is kept from now on.`,
    refused: (site: string): string => `Nothing was changed: the browser was not allowed to let Wherefrom read ${isolated(site)}.`,
    failed: (why: string): string => `Nothing was changed. ${why}`,
    noSite: 'This is no name of a site. Write it like gazette.example.',
  },
  dismiss: {
    paragraph: 'Not a match?',
    source: 'Not a source?',
    note: 'A note for yourself (it may stay empty)',
    everywhere: {
      paragraph: 'On every page that has this paragraph',
      source: 'For every page',
    },
    does: {
      paragraph: 'What was found of this paragraph is left out from now on.',
      source: 'This article is left out of the search from now on, and the page is compared anew.',
    },
    button: 'Dismiss',
    title: 'Dismissed by you',
    of: {
      source: (name: string): string => `As a source: ${isolated(name)}`,
      paragraph: (starts: string): string => `Of the paragraph “${isolated(starts)} …”`,
    },
    scope: (everywhere: boolean, at: string): string => `${everywhere ? 'on every page' : 'on one page'}, ${date(at)}`,
    undo: 'Undo',
    undoName: (what: string): string => `Undo: ${what}`,
    undone: 'It is not dismissed any more.',
    lead: 'What you said is no match, here or on the pages it was said of. Undo it here, too.',
  },
  wrong: {
    summary: 'Report a wrong mark',
    does: 'It makes a small file of this paragraph, its source’s words, the verdict and what you say it should be. Nothing is sent: you can read it, and send it to whoever mends this.',
    should: 'It should be',
    options: {
      copied: 'copied', modified: 'modified', quoted: 'quoted', original: 'original (no match)', credited: 'credited', facts: 'without a changed fact', other: 'something else',
    } satisfies Record<Exclude<Verdict, 'furniture'> | 'credited' | 'facts' | 'other', string>,
    note: 'What is wrong',
    save: 'Save the file',
    saved: 'Saved among your downloads.',
    fileName: (iso: string): string => `wherefrom-wrong-mark-${iso.slice(0, 10)}.toml`,
  },
} as const;
