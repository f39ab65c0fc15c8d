import { isFields, isIndex, isList, isPageInput, isReport, type PageInput, type Report } from './report';
import { isMark, type Mark } from './marks';

/**
 * Every message between the extension's parts, and what the session remembers of a tab. A receiver takes a message as
 * `unknown` and asks the guards here.
 *
 *     background -> page   toggle, paint, clear     the button was clicked; here are the marks; the check came to nothing
 *     panel      -> page   select, ping             show this paragraph; are you still there
 *     page       -> panel  pointed, gone            the pointer is over this paragraph; the reader has left the page
 *     background -> panel  the tab's `TabState` in `storage.session`, which also outlives the worker
 */

export type ToPage =
  /** `keep`: marks that stand are not taken away, since the click only brought the panel back. */
  | { type: 'toggle'; keep: boolean }
  | { type: 'paint'; run: number; marks: Mark[] }
  | { type: 'clear' }
  /** Null: no paragraph is chosen any more. */
  | { type: 'select'; block: number | null }
  | { type: 'ping' };

/** The page's answer to `toggle`; to `clear` it answers `removed`. */
export type Toggled =
  | { type: 'collected'; run: number; page: PageInput }
  | { type: 'removed' }
  | { type: 'kept' }
  | { type: 'unreadable'; why: 'pdf' | 'too-long' };

/** The page's answer to `paint`: how many marks stand, and how many found no place that holds exactly their words. */
export type Painted = { type: 'painted'; marks: number; refused: number };

/** The page's answer to `select`. */
export type Selected = { type: 'selected'; found: boolean };

/** The page's answer to `ping`. */
export type Alive = { type: 'alive'; marked: boolean };

export type ToPanel = { type: 'pointed'; block: number } | { type: 'gone' };

export type BlockedReason = 'browser-page' | 'store' | 'file' | 'pdf' | 'too-long' | 'other';

export interface RefusedPack {
  id: string;
  /** Which of the files that it has had: `PackSource.since`. */
  since: string;
  /** Its name, or that of its file. */
  file: string;
  why: string;
  /** Whether what is whole of it was searched. */
  searched: boolean;
}

/** A check that was made: the report and what is worth telling beside it. Times are milliseconds. */
export interface Checked {
  report: Report;
  refusedPacks: RefusedPack[];
  refusedMarks: number;
  timing: Timing;
}

export interface Timing {
  /** In the engine alone. */
  engine: number;
  /** From the click until the marks stand. */
  painted: number;
}

/** What the panel shows for a tab. A tab without one is idle. */
export type TabState =
  | { status: 'busy' }
  | ({ status: 'checked' } & Checked)
  | { status: 'removed' }
  | { status: 'navigated' }
  | { status: 'blocked'; why: BlockedReason }
  | { status: 'failed'; why: string };

export const tabKey = (tab: number): string => `tab:${tab}`;

export function isToPage(value: unknown): value is ToPage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'toggle':
      return typeof value['keep'] === 'boolean';
    case 'clear':
    case 'ping':
      return true;
    case 'paint':
      return isIndex(value['run']) && isList(value['marks'], isMark);
    case 'select':
      return value['block'] === null || isIndex(value['block']);
    default:
      return false;
  }
}

export function isToggled(value: unknown): value is Toggled {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'collected':
      return isIndex(value['run']) && isPageInput(value['page']);
    case 'removed':
    case 'kept':
      return true;
    case 'unreadable':
      return value['why'] === 'pdf' || value['why'] === 'too-long';
    default:
      return false;
  }
}

export const isPainted = (value: unknown): value is Painted =>
  isFields(value) && value['type'] === 'painted' && isIndex(value['marks']) && isIndex(value['refused']);

export const isSelected = (value: unknown): value is Selected =>
  isFields(value) && value['type'] === 'selected' && typeof value['found'] === 'boolean';

export const isAlive = (value: unknown): value is Alive =>
  isFields(value) && value['type'] === 'alive' && typeof value['marked'] === 'boolean';

export const isToPanel = (value: unknown): value is ToPanel =>
  isFields(value) && (value['type'] === 'gone' || (value['type'] === 'pointed' && isIndex(value['block'])));

const BLOCKED: ReadonlySet<unknown> = new Set<BlockedReason>(['browser-page', 'store', 'file', 'pdf', 'too-long', 'other']);

const isRefusedPack = (value: unknown): value is RefusedPack =>
  isFields(value) && typeof value['id'] === 'string' && typeof value['since'] === 'string' && typeof value['file'] === 'string' && typeof value['why'] === 'string'
  && typeof value['searched'] === 'boolean';

const isTiming = (value: unknown): value is Timing =>
  isFields(value) && typeof value['engine'] === 'number' && typeof value['painted'] === 'number';

export function isTabState(value: unknown): value is TabState {
  if (!isFields(value)) return false;
  switch (value['status']) {
    case 'busy':
    case 'removed':
    case 'navigated':
      return true;
    case 'checked':
      return isReport(value['report']) && isList(value['refusedPacks'], isRefusedPack) && isIndex(value['refusedMarks'])
        && isTiming(value['timing']);
    case 'blocked':
      return BLOCKED.has(value['why']);
    case 'failed':
      return typeof value['why'] === 'string';
    default:
      return false;
  }
}
