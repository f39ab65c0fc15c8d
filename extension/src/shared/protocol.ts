import { BLOCKED_REASONS, isElsewhere, isTabView, type BlockedReason, type CheckId, type Elsewhere, type TabView } from './checks';
import { isChanges, type Changes } from './changes';
import { MAX_NOTE } from './dismissals';
import { isProblem, Failure, type Problem } from './errors';
import { isFields, isIndex, isList } from './guards';
import { TOO_LONG } from './limits';
import { isMark, type Mark } from './marks';
import { isAboutText, isOutlined, isPart, isPath, isPlaceOrNull, type AboutText, type Outlined, type Part, type Place } from './parts';
import { isPageInput, type PageInput } from './report';
import { MAX_TABS } from './tabs';

/**
 * Every message between the extension's parts. A receiver takes a message as `unknown` and asks the guards here.
 *
 *     background -> page         toggle, paint, select, clear   the button was clicked; here are the marks; show this paragraph; the check came to nothing
 *                                read                           what stands there, for the check of another page
 *     panel      -> page         ping, pick                     are you still there; let the reader choose the article
 *     page       -> panel        pointed                        the pointer is over this paragraph
 *     page       -> both         outlined, picked               this is outlined to be chosen; it was chosen
 *     page       -> background   left, arrived                  the reader has left the article that was checked; has come to a page of a site that is kept
 *     panel      -> background   a `Request`, with an answer
 *     background -> panel        changed                        the state of this tab is another one
 */

export type ToPage =
  /**
   * What becomes of marks that stand: they are taken off, and that is all; or kept, since the click only brought the panel back; or made
   * anew, of the part that was `chosen` or of the article as it is `found`. `place` is what is remembered for the site.
   */
  | { type: 'toggle'; check: CheckId; marks: (typeof MARKS)[number]; place: Place | null }
  /** `article`: the blocks that are the article, by which the page knows when it was left. */
  /** `show`: brings the first mark into view, where none is. */
  | { type: 'paint'; check: CheckId; marks: Mark[]; article: number[]; show: boolean }
  | { type: 'clear'; check: CheckId }
  /** Gives what stands on the page, to be compared with another one. Nothing becomes of it. */
  | { type: 'read' }
  /** Null: no paragraph is chosen any more. */
  | { type: 'select'; block: number | null }
  /** The reader chooses what is the article: begins, goes on to another element, is done. */
  | { type: 'pick'; step: PickStep }
  | { type: 'ping' };

const MARKS = ['off', 'keep', 'chosen', 'found'] as const;
const AGAIN = ['page', 'article', 'forget'] as const;
export type Again = (typeof AGAIN)[number];
export const PICK_STEPS = ['start', 'wider', 'narrower', 'previous', 'next', 'take', 'stop'] as const;
export type PickStep = (typeof PICK_STEPS)[number];

/** The page's answers, by what was asked. */
export interface PageAnswers {
  toggle:
    /** `elsewhere`: what covers most of the page, and is not read. `framed`: some of it stands in a frame. */
    | { type: 'collected'; page: PageInput; hiddenInWords: number; elsewhere: Elsewhere | null; part: Part; framed: boolean }
    | { type: 'removed' }
    | { type: 'kept' }
    | { type: 'unreadable'; why: BlockedReason };
  /** How many marks stand, and how many found no place that holds exactly their words; `stale` where another check is the page's latest. */
  paint: { type: 'painted'; marks: number; refused: number } | { type: 'stale' };
  clear: { type: 'cleared' };
  read: { type: 'read'; page: PageInput } | { type: 'unreadable'; why: BlockedReason };
  select: { type: 'selected'; found: boolean };
  /** Null: nothing is being chosen. */
  pick: { type: 'picking'; outlined: Outlined | null };
  /** The check that it waits for, and the one whose marks it wears, however few they are. */
  ping: { type: 'alive'; waiting: CheckId | null; marked: CheckId | null; marks: number };
}

export type FromPage =
  | { type: 'pointed'; block: number }
  | { type: 'left'; check: CheckId }
  /** `before`: the path of what was outlined before it. Null: nothing is, since choosing has ended. */
  | { type: 'outlined'; outlined: Outlined | null; before: number[] | null }
  | { type: 'picked' }
  /** A page came before the reader's eyes, on a site of which what is read is kept. */
  | { type: 'arrived' };

export type Changed = { type: 'changed'; tab: number };

/** What the panel asks the background. */
export type Request =
  /** What there is to show of a tab. */
  | { type: 'view'; tab: number }
  /** Brings the page to a paragraph and marks it as chosen; null: none is chosen any more. */
  | { type: 'choose'; tab: number; block: number | null }
  /** Checks the tab's page anew: as it is, its article as it is found, or that and what was chosen for its site is forgotten. */
  | { type: 'again'; tab: number; how: Again }
  /** Compares a text in the place of the tab's page; with what is known of it where it came in a file. */
  | { type: 'text'; tab: number; text: string; about?: AboutText }
  /** Compares the tab's page with those of other tabs. */
  /** `origins`: the leave that was given for it. */
  | { type: 'tabs'; tab: number; tabs: number[]; origins: string[] }
  /** Keeps the article of the tab's page, or keeps it no more. */
  | { type: 'keep'; tab: number; check: CheckId; on: boolean }
  /** Remembers for the site which part is the article, or forgets it. */
  | { type: 'remember'; tab: number; on: boolean }
  /** What changed since a version of the page's article was kept. */
  | { type: 'changes'; tab: number; check: CheckId }
  /** Says of a paragraph, or of a source, by its number in the report of this check, that it is no match: on this page, or on all. */
  | { type: 'dismiss'; tab: number; check: CheckId; kind: 'paragraph' | 'source'; number: number; everywhere: boolean; note: string }
  /** Takes that back. */
  | { type: 'undismiss'; tab: number; id: string }
  /** The tab's page no longer wears the marks of this check. */
  | { type: 'left'; tab: number; check: CheckId }
  /** The tab loads another page. */
  | { type: 'loading'; tab: number };

export interface Answers {
  view: TabView;
  choose: { found: boolean };
  again: null;
  text: null;
  tabs: null;
  remember: null;
  keep: null;
  changes: Changes;
  dismiss: null;
  undismiss: null;
  left: null;
  loading: null;
}

/** Every answer travels in one of these. */
export type Reply<T> = { ok: T } | { problem: Problem };

const isText = (value: unknown): value is string => typeof value === 'string';
const isCheck = (value: unknown): value is CheckId => isText(value) && value !== '';
const isOneOf = <T extends string>(value: unknown, all: readonly T[]): value is T => all.includes(value as T);
const isOutlinedOrNull = (value: unknown): value is Outlined | null => value === null || isOutlined(value);
const isCheckOrNull = (value: unknown): value is CheckId | null => value === null || isCheck(value);

export function isToPage(value: unknown): value is ToPage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'toggle':
      return isCheck(value['check']) && isOneOf(value['marks'], MARKS) && isPlaceOrNull(value['place']);
    case 'paint':
      return isCheck(value['check']) && isList(value['marks'], isMark) && isList(value['article'], isIndex) && typeof value['show'] === 'boolean';
    case 'clear':
      return isCheck(value['check']);
    case 'select':
      return value['block'] === null || isIndex(value['block']);
    case 'pick':
      return isOneOf(value['step'], PICK_STEPS);
    case 'ping':
    case 'read':
      return true;
    default:
      return false;
  }
}

export function isFromPage(value: unknown): value is FromPage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'pointed':
      return isIndex(value['block']);
    case 'left':
      return value['tab'] === undefined && isCheck(value['check']);
    case 'outlined':
      return isOutlinedOrNull(value['outlined']) && (value['before'] === null || isPath(value['before']));
    default:
      return value['type'] === 'picked' || value['type'] === 'arrived';
  }
}

export const isChangedNotice = (value: unknown): value is Changed =>
  isFields(value) && value['type'] === 'changed' && isIndex(value['tab']);

export function isRequest(value: unknown): value is Request {
  if (!isFields(value) || !isIndex(value['tab'])) return false;
  switch (value['type']) {
    case 'view':
    case 'loading':
      return true;
    case 'again':
      return isOneOf(value['how'], AGAIN);
    case 'text':
      return isText(value['text']) && value['text'].length <= TOO_LONG + 1 && (value['about'] === undefined || isAboutText(value['about']));
    case 'tabs':
      return isList(value['tabs'], isIndex) && value['tabs'].length > 0 && value['tabs'].length < MAX_TABS
        && isList(value['origins'], isText) && value['origins'].length <= MAX_TABS;
    case 'keep':
      return isCheck(value['check']) && typeof value['on'] === 'boolean';
    case 'remember':
      return typeof value['on'] === 'boolean';
    case 'changes':
      return isCheck(value['check']);
    case 'dismiss':
      return isCheck(value['check']) && isOneOf(value['kind'], ['paragraph', 'source']) && isIndex(value['number'])
        && typeof value['everywhere'] === 'boolean' && isText(value['note']) && value['note'].length <= MAX_NOTE;
    case 'undismiss':
      return isText(value['id']);
    case 'choose':
      return value['block'] === null || isIndex(value['block']);
    default:
      return value['type'] === 'left' && isCheck(value['check']);
  }
}

type Guards<Map> = { [K in keyof Map]: (value: unknown) => value is Map[K] };

/** The page's process also runs the page's own scripts: what it answers is looked at in full. */
const PAGE_ANSWERS: Guards<PageAnswers> = {
  toggle: (value): value is PageAnswers['toggle'] => {
    if (!isFields(value)) return false;
    switch (value['type']) {
      case 'collected':
        return isPageInput(value['page']) && isIndex(value['hiddenInWords']) && isElsewhere(value['elsewhere']) && isPart(value['part'])
          && typeof value['framed'] === 'boolean';
      case 'removed':
      case 'kept':
        return true;
      case 'unreadable':
        return BLOCKED_REASONS.includes(value['why'] as BlockedReason);
      default:
        return false;
    }
  },
  paint: (value): value is PageAnswers['paint'] =>
    isFields(value) && (value['type'] === 'stale' || (value['type'] === 'painted' && isIndex(value['marks']) && isIndex(value['refused']))),
  read: (value): value is PageAnswers['read'] =>
    isFields(value) && ((value['type'] === 'read' && isPageInput(value['page']))
      || (value['type'] === 'unreadable' && BLOCKED_REASONS.includes(value['why'] as BlockedReason))),
  clear: (value): value is PageAnswers['clear'] => isFields(value) && value['type'] === 'cleared',
  select: (value): value is PageAnswers['select'] => isFields(value) && value['type'] === 'selected' && typeof value['found'] === 'boolean',
  pick: (value): value is PageAnswers['pick'] => isFields(value) && value['type'] === 'picking' && isOutlinedOrNull(value['outlined']),
  ping: (value): value is PageAnswers['ping'] =>
    isFields(value) && value['type'] === 'alive' && isCheckOrNull(value['waiting']) && isCheckOrNull(value['marked']) && isIndex(value['marks']),
};

const ANSWERS: Guards<Answers> = {
  view: isTabView,
  choose: (value): value is Answers['choose'] => isFields(value) && typeof value['found'] === 'boolean',
  again: (value): value is null => value === null,
  text: (value): value is null => value === null,
  tabs: (value): value is null => value === null,
  remember: (value): value is null => value === null,
  keep: (value): value is null => value === null,
  changes: isChanges,
  dismiss: (value): value is null => value === null,
  undismiss: (value): value is null => value === null,
  left: (value): value is null => value === null,
  loading: (value): value is null => value === null,
};

/** Takes the answer out of a reply; fails with the problem that it tells of, or as unanswered. */
function opened<T>(reply: unknown, isAnswer: (value: unknown) => value is T): T {
  if (isFields(reply) && isProblem(reply['problem'])) throw new Failure(reply['problem'].code, reply['problem'].args, reply['problem'].detail);
  const answer = isFields(reply) ? reply['ok'] : undefined;
  if (!isAnswer(answer)) throw new Failure('no-answer');
  return answer;
}

/** Asks the page in a tab. */
export async function askPage<M extends ToPage>(tab: number, message: M): Promise<PageAnswers[M['type']]> {
  const reply: unknown = await chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch((error: unknown) => {
    throw new Failure('no-answer', {}, error);
  });
  return opened(reply, PAGE_ANSWERS[message.type] as Guards<PageAnswers>[M['type']]);
}

/** Asks the background. */
export async function ask<R extends Request>(request: R): Promise<Answers[R['type']]> {
  const reply: unknown = await chrome.runtime.sendMessage(request).catch((error: unknown) => {
    throw new Failure('no-answer', {}, error);
  });
  return opened(reply, ANSWERS[request.type] as Guards<Answers>[R['type']]);
}

/** Tells whoever listens. Where nobody does, that is no error. */
export function tell(message: FromPage | Changed): void {
  chrome.runtime.sendMessage(message).catch(() => undefined);
}
