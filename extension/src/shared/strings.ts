import type { Code, Problem } from './errors';
import { count, date, list, number, size } from './language';
import { isolated } from './names';
import type { BlockedReason, Elsewhere } from './checks';
import type { Credit, Direction, Verdict } from './report';
import { backup } from './strings/backup';
import { batch } from './strings/batch';
import { choosing } from './strings/choosing';
import { evidence } from './strings/evidence';
import { look } from './strings/look';
import { reader } from './strings/reader';
import { tabs } from './strings/tabs';

/** Every word the interface says, in one place for translation. The report's own sentences come with it. */

const PROBLEMS: Record<Code, (args: Problem['args']) => string> = {
  'collect-failed': () => 'This page could not be read. Reload it and click the toolbar button again.',
  'paint-failed': () => 'The marks could not be put on this page. Reload it and click the toolbar button again.',
  'no-answer': () => 'The page did not answer. Reload it and click the toolbar button again.',
  interrupted: () => 'The browser ended Wherefrom while it worked on this page. Click the toolbar button to try again.',
  'report-lost': () => 'The findings are no longer in memory. Click the toolbar button to check the page again.',
  unexpected: () => 'Something went wrong that nobody foresaw. Click the toolbar button to try again.',
  'engine-missing': () => 'The engine could not be loaded. Start the browser anew, or install Wherefrom again.',
  'engine-stopped': () => 'The engine stopped while it worked on this page. Nothing was marked. A fresh engine is ready: click the toolbar button to try again.',
  'engine-refused': () => 'The engine could not work on this page.',
  'report-unknown': () => 'The engine gave a report of another form than this version reads.',
  'pack-changing': () => 'A pack could not be read: its file no longer has what it had.',
  'pack-stopped': () => 'The engine stopped while it read this pack.',
  'input-unreadable': () => 'The engine could not read what was collected of this page.',
  internal: () => 'The engine could not hand over what it found.',
  'pack-foreign': () => 'This is not a Wherefrom pack (its first bytes are others).',
  'pack-newer': ({ found, known }) => `The pack has format version ${found}, newer than version ${known} that is read here. Update Wherefrom.`,
  'pack-older': ({ found, known }) => `The pack has format version ${found}, and only version ${known} is read. It has to be built anew from its documents.`,
  'pack-words': () => 'The pack was built under other rules of what a word is, so nothing would be found in it. It has to be built anew from its documents.',
  'pack-truncated': ({ what }) => `The pack is cut short: ${what} is not all there. Fetch it again.`,
  'pack-checksum': ({ section }) => `The pack is damaged: section ${section} does not match its checksum. Fetch it again.`,
  'pack-damaged': ({ section }) => `The pack is damaged: ${section === undefined ? 'some of it' : `section ${section}`} cannot be as it says. Fetch it again.`,
  'pack-incomplete': ({ section }) => `The pack has no section ${section}: it is not complete. Fetch it again.`,
  'pack-no-document': ({ number: n, of }) => `The pack is damaged: it has no document ${n} of ${of}. Fetch it again.`,
  'pack-not-open': () => 'The pack could not be opened.',
  'pack-refused': () => 'The engine refuses it.',
  'pack-unknown': () => 'The engine tells of this pack in another form than this version reads.',
  'keeper-missing': () => 'What reads files and keeps articles could not be loaded. Start the browser anew, or install Wherefrom again.',
  'keeper-stopped': () => 'What reads files stopped at this one. Nothing of it was kept, and all else is as it was.',
  'not-kept': () => 'There is no article of this page to keep. Check the page first.',
  'file-unread': () => 'The browser could not read it. It may be a folder, have been moved or changed since it was chosen, or be larger than memory.',
  'file-missing': () => 'Its file is gone: the browser has deleted it, to make room perhaps. Add the pack again.',
  'file-damaged': () => 'Its file is not what it was when it was added. Add the pack again.',
  'no-storage': () => 'The browser keeps no files for Wherefrom here. In a private window that is how it is: open the library in another window.',
  'articles-waiting': ({ articles }) => `${count(Number(articles), 'article')} that you keep ${Number(articles) === 1 ? 'is' : 'are'} still being made ready, and this page was not compared with ${Number(articles) === 1 ? 'it' : 'them'}. Check again in a while.`,
  'backup-damaged': () => 'This backup is cut short or damaged, and its table of contents cannot be read. Copy it again from where it was saved. Unpacked, what is whole of it can be dropped here by itself.',
  'backup-newer': ({ found, known }) => `The backup has version ${found}, newer than version ${known} that is read here. Update Wherefrom.`,
  'storage-full': () => 'There is no room for it: the disk is full, or the browser gives Wherefrom no more of it. Remove a pack or make room, then add it again.',
  unwritable: () => 'The browser could not store it. Try again, or restart the browser.',
};

/** What the headline says, by its code; with the main source, as a reader knows it, and how many there are. Of a source that is later than the page no date stands in its name. */
type Headline = (source: string, args: Record<string, unknown>) => string;
const numberOf = (arg: unknown): number => (typeof arg === 'number' ? arg : 0);
const others = ({ sources }: Record<string, unknown>): string => {
  const n = numberOf(sources) - 1;
  return n < 1 ? '' : n === 1 ? ' and one other source' : ` and ${number(n)} other sources`;
};
const SMALL = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const later = ({ later_days: days }: Record<string, unknown>): string => {
  const n = numberOf(days);
  return n === 0 ? 'later' : `${SMALL[n - 1] ?? number(n)} ${n === 1 ? 'day' : 'days'} later`;
};
const othersToo = ({ sources }: Record<string, unknown>): string => {
  const n = numberOf(sources) - 1;
  return n < 1 ? '' : n === 1 ? '; one other source has words of it too' : '; other sources have words of it too';
};
const own = (takes: string, from: string, { paragraphs, changed, credited, linked, title }: Record<string, unknown>): string => {
  const [all, credits] = [numberOf(paragraphs), numberOf(credited)];
  const credit = credits === 0 ? 'no credit' : credits === all ? 'with credit' : `credit for ${number(credits)} of them`;
  const of = typeof title === 'string' && title !== '' ? ` ${title}` : '';
  const link = typeof linked !== 'boolean' ? '' : linked ? ', with a link' : ', no link';
  return `This page ${takes} ${count(all, 'paragraph')} ${from} your article${of}: ${numberOf(changed) === 0 ? 'none' : number(numberOf(changed))} changed, ${credit}${link}.`;
};
const HEADLINES: Record<string, Headline> = {
  'all-copied': (source, args) => `All of this article stands word for word in ${source}${others(args)}.`,
  'mostly-copied': (source, args) => `Most of this article stands word for word in ${source}${others(args)}.`,
  'mostly-modified': (source, args) => `Most of this article stands in ${source}${others(args)}, in part with changes.`,
  'some-shared': (source, args) => {
    const blocks = numberOf(args['blocks']);
    return `${count(blocks, 'paragraph')} of this article ${blocks === 1 ? 'shares' : 'share'} words with ${source}${others(args)}.`;
  },
  follows: (source, { sentences, of }) =>
    `This article tells ${number(numberOf(sentences))} of ${count(numberOf(of), 'sentence')} of ${source} in its order, in other words.`,
  'quotations-only': (source, args) => `This article shares only quotations with ${source}${others(args)}.`,
  'own-taken': (_, args) => own('takes', 'from', args),
  'own-shared': (_, args) => own('shares', 'with', args),
  'later-all-copied': (source, args) => `${source}, ${later(args)}, has all of this article word for word${othersToo(args)}.`,
  'later-mostly-copied': (source, args) => `${source}, ${later(args)}, has most of this article word for word${othersToo(args)}.`,
  'later-mostly-modified': (source, args) => `${source}, ${later(args)}, has most of this article, in part with changes${othersToo(args)}.`,
  'later-some-shared': (source, args) => `${source}, ${later(args)}, shares words with ${count(numberOf(args['blocks']), 'paragraph')} of this article${othersToo(args)}.`,
  'later-quotations-only': (source, args) => `${source}, ${later(args)}, shares only quotations with this article${othersToo(args)}.`,
};

/** The finding in a sentence; null where this version has no words for it. */
export const headline = (code: string, source: string | null, args: Record<string, unknown>): string | null =>
  (source === null ? null : HEADLINES[code]?.(source, args) ?? null);

/** What a problem is, as a sentence or more. */
export const explain = ({ code, args }: Problem): string => PROBLEMS[code](args);

export const strings = {
  ...backup,
  ...batch,
  ...choosing,
  ...evidence,
  ...look,
  ...reader,
  ...tabs,
  action: {
    check: 'Show where this article comes from',
    remove: 'Take the marks off this page',
  },
  verdict: { copied: 'Copied', modified: 'Modified', quoted: 'Quoted', original: 'No match', furniture: 'Not part of the article' } satisfies Record<Verdict, string>,
  meaning: {
    copied: 'word for word from a source',
    modified: 'from a source, with changes',
    quoted: 'only a quotation is shared',
    original: 'nothing like it in your packs, no mark',
  },
  idle: {
    title: 'Where does this article come from?',
    how: (shortcut: string): string =>
      `Open a news article, then click the Wherefrom button in the toolbar${shortcut ? ` or press ${shortcut}` : ''}. `
      + 'Every paragraph is compared with the packs in your library.',
    privacy: 'Nothing that you read leaves your browser.',
  },
  busy: { title: 'Reading the page…', text: 'Comparing its paragraphs with the packs.' },
  removed: { title: 'The marks are off', text: 'Click the toolbar button again to check this page once more.' },
  navigated: { title: 'The page was left or loaded anew', text: 'Click the toolbar button again to check what stands there now.' },
  failed: {
    title: 'The check did not finish',
    copy: 'Copy the details',
    copied: 'Copied. They name the error and this browser, and nothing that you read.',
  },
  hidden: 'This page hides characters in its words. It was compared as it looks.',
  blocked: {
    title: 'This page cannot be read',
    why: {
      'browser-page': 'It belongs to the browser, and browsers let no extension read their own pages. Open a news article and click the toolbar button there.',
      store: 'Browsers let no extension read the pages of extension stores. Open a news article and click the toolbar button there.',
      file: 'It is a file on this computer. To check files, allow access to file addresses in the browser’s extension settings.',
      pdf: 'It is a PDF, which is shown by a part of the browser that extensions cannot read. Where the article also stands on a web page, check it there.',
      'too-long': 'It holds more text than any article. Open the article on a page of its own.',
      other: 'The browser let no script run on it. Reload the page and click the toolbar button again.',
    } satisfies Record<BlockedReason, string>,
  },
  noArticle: {
    title: 'No article on this page',
    text: 'It has no run of paragraphs that reads like a news article. On a front page or a list, open one of its articles and check that.',
    elsewhere: {
      frame: 'Most of it is another page, in a frame, which is not read. Open that page in a tab of its own (from the context menu over it) and check it there.',
      picture: 'Most of it is a picture, and words in pictures are not read. Where the article also stands as text, check it there.',
    } satisfies Record<Elsewhere, string>,
  },
  kept: {
    keep: 'Keep this article',
    why: 'Later pages are compared with it.',
    since: (iso: string): string => `Kept ${date(iso)}.`,
    remove: 'Do not keep it',
    announceKept: 'The article is kept.',
    announceRemoved: 'The article is not kept any more.',
    pack: 'Articles you kept',
  },
  noPack: {
    title: 'No pack was searched',
    text: 'Every pack is switched off, or could not be read. Open the library and switch one on, then click the toolbar button again.',
  },
  noSource: {
    title: (packs: number): string => `No match in your ${packs === 1 ? 'pack' : `${number(packs)} packs`}`,
    few: (documents: number): string => `Your library is small: ${count(documents, 'article')}. No match was found in ${documents === 1 ? 'it' : 'them'}`,
    add: 'Keep articles that you read, drop saved pages, newsletters or an export of a read-later service on the library, or add a pack. Open tabs can be compared with each other at once.',
    /** `all`: every article in them could be read. */
    text: (documents: number, all: boolean): string =>
      `${!all ? 'None of the articles in them that could be read shares a' : documents === 1 ? 'The one article in them shares no' : `None of the ${number(documents)} articles in them shares a`} passage with this page. Its paragraphs may still come from somewhere that the packs do not hold.`,
  },
  summary: {
    title: 'Verdicts',
    paragraphs: (n: number): string => count(n, 'paragraph'),
    words: (n: number): string => `${count(n, 'word')} in the article`,
    published: (iso: string): string => `dated ${date(iso)}`,
    against: (documents: number): string => `compared with ${count(documents, 'article')}`,
    declared: (url: string): string => `The page names as its original: ${isolated(url)}`,
  },
  sources: {
    title: (n: number): string => (n === 1 ? 'Source' : 'Sources'),
    untitled: 'Untitled article',
    origin: (n: number): string => `One origin, in ${number(n)} articles`,
    shared: (n: number): string => (n === 0 ? 'has some of the same words' : `${count(n, 'word')} shared`),
    direction: {
      earlier: 'published before this page',
      later: 'published after this page',
      'same day': 'published on the same day',
      unknown: 'no telling which came first',
    } satisfies Record<Direction, string>,
    undated: 'date not known',
    quotesPage: 'Quotes this page, and names it.',
    leftOut: (passages: number, words: number): string => `Left out here: ${count(passages, 'passage')}, ${count(words, 'word')}`,
    leftOutWordless: (words: number): string => `${count(words, 'word')} (this pack holds no words)`,
    revisions: (n: number): string => `${count(n, 'other version')} of this source`,
    opens: '(opens in a new tab)',
  },
  follows: (sentences: number, of: number, source: string): string =>
    `Tells ${number(sentences)} of ${count(of, 'sentence')} of ${source} in its order, in other words.`,
  origins: (outlets: number, origins: number, earliest: string | null): string =>
    `In ${count(outlets, 'outlet')}, from ${count(origins, 'origin')}${earliest === null ? '' : `, the earliest ${earliest}`}.`,
  versions: { title: 'The packs hold this page too' },
  paragraphs: {
    title: 'Paragraphs',
    help: 'Open one to compare its words with the source. Arrow keys move between them.',
    number: (n: number, of: number): string => `Paragraph ${n} of ${of}`,
    credit: { here: 'credited here', page: 'credited elsewhere on the page', none: 'no credit given' } satisfies Record<NonNullable<Credit>, string>,
    from: (names: string[]): string => `From ${list(names)}`,
    laterIn: (names: string[]): string => `Later also in ${list(names)}`,
    alsoIn: (names: string[]): string => `Also in ${list(names)}.`,
    notOnPage: 'This paragraph is no longer on the page as it was read.',
    announce: (n: number, verdict: string, reason: string, from: string): string =>
      [`Paragraph ${n}: ${verdict}.`, reason && `${reason}.`, from && `${from}.`].filter(Boolean).join(' '),
  },
  compare: {
    page: 'This page',
    source: 'Source',
    interleaved: (names: string[]): string => `This page against ${list(names)}`,
    legendAdded: 'only on this page',
    legendMissing: 'only in the source',
    legendReworded: 'told in other words',
    changed: 'What changed',
    fact: { number: 'Number', date: 'Date', name: 'Name', negation: 'Negation', meaning: 'Meaning' },
    factSays: (source: string, page: string): string =>
      !source ? `“${page}” added` : !page ? `“${source}” dropped` : `“${source}” in the source, “${page}” here`,
    rewordedStart: ' [told in other words: ',
    addedStart: ' [only on this page: ',
    missingStart: ' [only in the source: ',
    end: '] ',
    textFree: 'The source’s words are not in this pack. It holds fingerprints only, so what is shared can be counted but not shown.',
    sharedWords: (shared: number, words: number): string => `${number(shared)} of ${count(words, 'word')} shared.`,
    search: 'Search the web for a passage of it',
    searchTells: (words: string): string => `Your search engine is sent these words, and nothing else: “${isolated(words)}”`,
    originalText: 'Nothing like it in the packs that were searched. It may still stand somewhere else.',
    notCompared: (words: number): string => `No source found in the packs that were searched. The paragraph is too long: ${count(words, 'word')} of it ${words === 1 ? 'was' : 'were'} not compared with all of them.`,
  },
  quotation: {
    words: 'Altered quotation',
    marks: 'Quotation marks added',
    indirect: 'Quotation or indirect speech',
    wordsSay: (page: string, source: string): string => `The page quotes “${page}”. The source has “${source}”.`,
    wordsHidden: (page: string): string => `The page quotes “${page}”. The source’s words differ.`,
    marksSay: (page: string): string => `The page quotes “${page}”. The source says it in its own words, without quotation marks.`,
    indirectSay: (page: string, source: string | null): string =>
      `One of the two quotes what the other tells in indirect speech. The page has “${page}”${source === null ? '' : `, the source “${source}”`}.`,
  },
  footer: {
    searched: (packs: number, documents: number): string => `Searched ${count(packs, 'pack')}, ${count(documents, 'article')}`,
    pack: (name: string, documents: number): string => `${isolated(name)}: ${count(documents, 'article')}`,
    unnamed: 'A pack without a name',
    time: (ms: number): string => `Done in ${number(Math.max(1, Math.round(ms)))} ms, in this browser. Nothing was sent anywhere.`,
    refused: (file: string, why: Problem): string => `The pack ${isolated(file)} was left out. ${explain(why)}`,
    damaged: (file: string, why: Problem): string =>
      `Some of the pack ${isolated(file)} could not be read; this page was compared with the rest of it. ${explain(why)}`,
    library: 'Library',
    libraryHint: '(opens in a new tab)',
    refusedMarks: (n: number): string =>
      `${count(n, 'mark')} could not be placed, because the page changed while it was read. The list is complete.`,
  },
  articles: {
    title: 'Articles you kept',
    none: 'None yet. Keep an article from the panel beside it, or drop files or folders here: saved pages, texts, Markdown, e-mails, Word, OpenDocument, EPUB, JSON, CSV, feeds, web archives, exports of read-later services.',
    count: (n: number, words: number): string => `${count(n, 'article')}, ${count(words, 'word')}`,
    find: 'Find by title, outlet, site or date',
    found: (n: number, of: number): string => `${number(n)} of ${count(of, 'article')}`,
    inTexts: 'Search the texts',
    looking: (looked: number, of: number): string => `Looking in the texts: ${number(looked)} of ${number(of)}…`,
    foundInTexts: (n: number): string => (n === 0 ? 'No text has all of these words.' : `${count(n, 'text')} ${n === 1 ? 'has' : 'have'} all of these words.`),
    untitled: 'Untitled article',
    facts: (outlet: string, iso: string | null, kept: string): string => [outlet, iso ? date(iso) : '', `kept ${date(kept)}`].filter(Boolean).join(' · '),
    revision: 'another version of one that you had kept',
    remove: 'Delete',
    removeName: (title: string): string => `Delete ${isolated(title)}`,
    undo: 'Undo',
    undoName: (title: string): string => `Undo the deletion of ${isolated(title)}`,
    removed: (title: string): string => `${isolated(title)} was deleted. You can undo this until the library is opened again.`,
    restored: (title: string): string => `${isolated(title)} is back.`,
    sort: 'Sorted by',
    sorts: { kept: 'day of keeping', published: 'day of publication', title: 'title', site: 'site' },
    removeFound: (n: number): string => `Delete these ${number(n)}`,
    removeAll: (n: number): string => `Delete all ${number(n)}`,
    removedMany: (n: number): string => `${count(n, 'article')} deleted. You can undo this until the library is opened again.`,
    restoredMany: (n: number): string => `${count(n, 'article')} ${n === 1 ? 'is' : 'are'} back.`,
    space: (bytes: number): string => `${size(bytes)} of this browser’s storage, packs with them`,
    more: (n: number): string => `Show ${number(n)} more`,
    export: 'Export as JSONL',
    exportPack: 'Export as a pack',
    exportHint: 'JSONL has a line for every article: dropped here again, it brings them all back. A pack can be handed to whoever has Wherefrom, and has all texts in it.',
    fileName: (iso: string, extension: string): string => `wherefrom-articles-${iso.slice(0, 10)}.${extension}`,
    reading: (file: string): string => `${isolated(file)}: being read…`,
    keeping: (file: string, done: number, all: number): string => `${isolated(file)}: ${number(done)} of ${count(all, 'article')} kept…`,
    imported: (file: string, kept: number, known: number): string =>
      `${isolated(file)}: ${kept === 0 && known > 0 ? 'nothing new' : `${count(kept, 'article')} kept`}${known > 0 ? `, ${number(known)} you had already` : ''}.`,
    nothing: (file: string): string => `${isolated(file)} holds no article.`,
    refused: (n: number): string => `${number(n)} could not be used`,
    failed: (file: string, why: Problem): string => `${isolated(file)} was not read. ${explain(why)}`,
    partly: (file: string, kept: number, why: Problem): string => `${isolated(file)}: ${count(kept, 'article')} kept, and not the others. ${explain(why)}`,
  },
  places: {
    title: 'What you chose for sites',
    lead: 'On pages of these sites the part that you chose is taken for the article.',
    place: (tag: string, names: string): string => `the element ${isolated(names ? `${tag} (${names})` : tag)}`,
    forget: 'Forget',
    forgetName: (site: string): string => `Forget what was chosen for ${isolated(site)}`,
    forgotten: (site: string): string => `Forgotten: on ${isolated(site)} the article is looked for again.`,
  },
  library: {
    title: 'Library',
    lead: 'A pack is a collection of articles in one file. The pages you check are compared with every pack that is switched on here.',
    privacy: 'Packs stay in this browser: nothing is sent anywhere.',
    add: 'Add files…',
    addHint: 'or drop them anywhere on this page: packs (.wfp), or saved pages and other files with articles to keep',
    drop: 'Drop the files to add them',
    files: 'Files you added',
    installed: 'Your packs',
    none: 'None yet. Whoever keeps an archive can make a pack of it with the command “wherefrom pack build”, and hand you the file.',
    bundled: 'Packs that come with Wherefrom',
    searched: (on: number, all: number): string =>
      on === 0 ? 'No pack is switched on: no source can be found.' : `${number(on)} of ${count(all, 'pack')} switched on`,
    documents: (n: number): string => count(n, 'article'),
    newest: (iso: string): string => `up to ${date(iso)}`,
    noLicense: 'no licence given',
    textFree: 'fingerprints only, no words',
    from: (file: string, iso: string): string => `Added ${date(iso)} from ${isolated(file)}`,
    bundledFile: (file: string): string => `Comes with Wherefrom as ${file}`,
    on: 'On',
    off: 'Off',
    remove: 'Remove',
    removeName: (name: string): string => `Remove ${isolated(name)}`,
    refused: (why: Problem): string => `This pack cannot be searched. ${explain(why)}`,
    damaged: (why: Problem): string => `Some of this pack cannot be read; only the rest of it is searched. ${explain(why)}`,
    removed: (name: string): string => `${isolated(name)} was removed. You can undo this until the library is opened again.`,
    restored: (name: string): string => `${isolated(name)} is back.`,
    undo: 'Undo',
    undoName: (name: string): string => `Undo the removal of ${isolated(name)}`,
    switched: (name: string, on: boolean): string => `${isolated(name)} is ${on ? 'on' : 'off'}.`,
    checking: (file: string): string => `${isolated(file)}: being checked…`,
    copying: (file: string, done: number, all: number): string => `${isolated(file)}: ${size(done)} of ${size(all)} copied…`,
    added: (name: string, documents: number, on: boolean): string =>
      `${isolated(name)} was added: ${count(documents, 'article')}. ${on ? 'The next page you check is compared with it.' : 'It is switched off, as the one before was.'}`,
    duplicate: (file: string, name: string): string => `${isolated(file)} is ${isolated(name)}, which is in the library already. Nothing was changed.`,
    notAdded: (file: string, why: Problem): string => `${isolated(file)} was not added. ${explain(why)}`,
    question: (file: string, name: string, documents: number, then: number): string =>
      `${isolated(file)}: there is a pack named ${isolated(name)} in the library already, with ${count(then, 'article')}. The new one differs and has ${count(documents, 'article')}. What shall become of the one that is there?`,
    replace: 'Replace',
    keepBoth: 'Keep both',
    cancel: 'Cancel',
    cancelled: (file: string): string => `${isolated(file)} was not added. Nothing was changed.`,
  },
  demo: {
    notLoaded: 'The demonstration could not be loaded.',
    boxSource: (n: number): string => `Source ${n}`,
    boxOutlet: 'Outlet (if known)',
    boxDate: 'Published (if known)',
    boxText: 'Text of the source',
    boxRemove: (n: number): string => `Remove source ${n}`,
    boxEmpty: 'Paste an article and at least one source first.',
    boxDone: 'Compared. The marks are on the text below, and the findings are beside it.',
  },
} as const;
