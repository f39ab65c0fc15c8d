import { isProblem, type Problem } from './errors';
import { isDismissal, type Dismissal } from './dismissals';
import { isFields, isIndex, isList } from './guards';
import { isKeptState, type KeptState } from './articles';
import { isPart, type AboutText, type Part, type TextKind } from './parts';
import { isReport, type Report } from './report';
import { isTabsCompared, type TabsCompared } from './tabs';

/** What a check is asked for, what becomes of it, and what the panel shows of that. */

/** A UUID. */
export type CheckId = string;

/** What is to be checked. Every way to start a check makes one of these. */
export type Subject = PageSubject | TextSubject;

/** A text that is no article of a page. What is found is shown beside the tab all the same. */
export interface TextSubject {
  kind: 'text';
  tab: number;
  text: string;
  from: TextKind;
  /** What is known of it where it came in a file. */
  about?: AboutText | undefined;
}

export interface PageSubject {
  kind: 'page';
  tab: number;
  /**
   * Undefined for a click on the button: marks that stand are taken away, or kept where it only brought the panel back. `chosen`: the part
   * that the reader has just chosen is compared; `found`: the article is found anew, whatever was chosen before.
   */
  anew?: 'chosen' | 'found';
  /** The tabs that it is compared with, in the place of the packs. */
  against?: number[];
}

export interface CheckRequest {
  id: CheckId;
  subject: Subject;
}

export const newId = (): CheckId => crypto.randomUUID();

/** Why a page cannot be read at all. */
export const BLOCKED_REASONS = ['browser-page', 'store', 'file', 'pdf', 'too-long', 'other'] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

/** What a reader may take for the page's text though it is none of it: another page in a frame, or a picture. */
export const ELSEWHERE = ['frame', 'picture'] as const;
export type Elsewhere = (typeof ELSEWHERE)[number];
export const isElsewhere = (value: unknown): value is Elsewhere | null => value === null || ELSEWHERE.includes(value as Elsewhere);

/** A pack that was not searched, or not all of it. */
export interface RefusedPack {
  id: string;
  /** Which of the files that it has had: `PackSource.since`. */
  since: string;
  /** Its name, or that of its file. */
  file: string;
  why: Problem;
  /** Whether what is whole of it was searched. */
  searched: boolean;
}

/** A check that was made: the report and what is worth telling beside it. Times are milliseconds. */
export interface Checked {
  report: Report;
  refusedPacks: RefusedPack[];
  refusedMarks: number;
  /** Places where the page hides something within a word. */
  hiddenInWords: number;
  /** What covers most of the page, and is not read. */
  elsewhere: Elsewhere | null;
  /** What of the page was compared. */
  part: Part;
  /** The tabs that it was compared with; null where it was compared with the packs. */
  tabs: TabsCompared | null;
  /** What the reader has dismissed that held for it. */
  dismissals: Dismissal[];
  timing: Timing;
}

export interface Timing {
  /** In the engine alone. */
  engine: number;
  /** From the click until the marks stand. */
  painted: number;
  /** When it was made, in milliseconds of `Date.now()`. */
  at: number;
}

/** How far a check has come. */
export const STAGES = ['collecting', 'comparing', 'painting'] as const;
export type Stage = (typeof STAGES)[number];

/** What is known of a tab. `clicked`: when the click came that led here, in milliseconds of `Date.now()`; 0 where it was none on the button. */
export type TabState =
  | { status: 'idle' }
  | { status: 'busy'; check: CheckId; clicked: number; stage: Stage; before: SettledState }
  | SettledState;

/** Those that last until something happens. */
export type SettledState =
  | { status: 'idle' }
  | { status: 'checked'; check: CheckId; clicked: number }
  | { status: 'removed'; clicked: number }
  | { status: 'navigated' }
  | { status: 'blocked'; clicked: number; why: BlockedReason }
  | { status: 'failed'; clicked: number; why: Problem };

/** What the panel shows of a tab: its state, with what was found. */
export type TabView = Exclude<TabState, { status: 'checked' }> | CheckedView;

export interface CheckedView {
  status: 'checked';
  check: CheckId;
  checked: Checked;
  /** Null where nothing is kept: of a page without an article, and in a private window. */
  keeping: KeptState | null;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const isRefusedPack = (value: unknown): value is RefusedPack =>
  isFields(value) && isText(value['id']) && isText(value['since']) && isText(value['file']) && isProblem(value['why'])
  && typeof value['searched'] === 'boolean';

const isTiming = (value: unknown): value is Timing => isFields(value) && isNumber(value['engine']) && isNumber(value['painted']) && isIndex(value['at']);

export const isChecked = (value: unknown): value is Checked =>
  isFields(value) && isReport(value['report']) && isList(value['refusedPacks'], isRefusedPack) && isIndex(value['refusedMarks'])
  && isIndex(value['hiddenInWords']) && isElsewhere(value['elsewhere']) && isPart(value['part']) && (value['tabs'] === null || isTabsCompared(value['tabs'])) && isList(value['dismissals'], isDismissal) && isTiming(value['timing']);

function isSettled(value: unknown): value is SettledState {
  if (!isFields(value)) return false;
  switch (value['status']) {
    case 'idle':
    case 'navigated':
      return true;
    case 'checked':
      return isText(value['check']) && isNumber(value['clicked']);
    case 'removed':
      return isNumber(value['clicked']);
    case 'blocked':
      return isNumber(value['clicked']) && BLOCKED_REASONS.includes(value['why'] as BlockedReason);
    case 'failed':
      return isNumber(value['clicked']) && isProblem(value['why']);
    default:
      return false;
  }
}

export const isTabState = (value: unknown): value is TabState =>
  isSettled(value)
  || (isFields(value) && value['status'] === 'busy' && isText(value['check']) && isNumber(value['clicked'])
    && STAGES.includes(value['stage'] as Stage) && isSettled(value['before']));

export const isTabView = (value: unknown): value is TabView =>
  isFields(value) && value['status'] === 'checked' ? isText(value['check']) && isChecked(value['checked']) && (value['keeping'] === null || isKeptState(value['keeping']))
    : isTabState(value);
