import type { BlockedReason, CheckId, SettledState, Stage, TabState } from '../../shared/checks';
import type { Problem } from '../../shared/errors';

/** What becomes of a tab's state: no clock, no storage, no browser. */

export type Event =
  /** The reader asks for a check. `underWay`: the page still waits for the marks of the one before. `anew`: not by the button, which may be clicked twice. */
  | { type: 'clicked'; check: CheckId; at: number; underWay: boolean; anew: boolean }
  | { type: 'advanced'; check: CheckId; stage: Stage }
  | { type: 'painted'; check: CheckId }
  /** The click took the marks away, or only brought the panel back. */
  | { type: 'removed'; check: CheckId }
  | { type: 'kept'; check: CheckId }
  | { type: 'blocked'; check: CheckId; why: BlockedReason }
  | { type: 'failed'; check: CheckId; why: Problem }
  /** The page that was checked, or is being checked, is not there any more. */
  | { type: 'left'; check: CheckId }
  /** The tab begins to load a page. */
  | { type: 'loading' }
  /** What was found is not in memory any more. */
  | { type: 'lost'; check: CheckId };

/** Milliseconds. A click that comes sooner after the one before is the second half of a double click. */
export const DOUBLE_CLICK = 500;

/** The state after an event; the same object where it changes nothing. What an earlier check still brings never does. */
export function reduce(state: TabState, event: Event): TabState {
  if (event.type === 'clicked') return click(state, event);
  if (event.type === 'loading') {
    // What was said of a page that could not be read does not hold for the next one.
    return state.status === 'removed' || state.status === 'blocked' || state.status === 'failed' ? { status: 'idle' } : state;
  }
  if (!('check' in state) || state.check !== event.check) return state;
  if (state.status === 'checked') {
    if (event.type === 'left') return { status: 'navigated' };
    return event.type === 'lost' ? { status: 'failed', clicked: state.clicked, why: { code: 'report-lost', args: {} } } : state;
  }
  const { check, clicked } = state;
  switch (event.type) {
    case 'advanced':
      return { ...state, stage: event.stage };
    case 'painted':
      return { status: 'checked', check, clicked };
    case 'removed':
      return { status: 'removed', clicked };
    case 'kept':
      return state.before.status === 'checked' ? state.before : { status: 'navigated' };
    case 'blocked':
      return { status: 'blocked', clicked, why: event.why };
    case 'failed':
      return { status: 'failed', clicked, why: event.why };
    case 'left':
      return { status: 'navigated' };
    case 'lost':
      return state;
  }
}

function click(state: TabState, { check, at, underWay, anew }: Extract<Event, { type: 'clicked' }>): TabState {
  const since = 'clicked' in state ? at - state.clicked : Infinity;
  if (!anew && since >= 0 && since < DOUBLE_CLICK) return state;
  if (state.status === 'busy' && underWay) return state;
  return { status: 'busy', check, clicked: anew ? 0 : at, stage: 'collecting', before: settled(state) };
}

const settled = (state: TabState): SettledState => (state.status === 'busy' ? state.before : state);

/** The check whose report a state shows, or may yet show again. */
export function reportOf(state: TabState): CheckId | null {
  if (state.status === 'busy') return reportOf(state.before);
  return state.status === 'checked' ? state.check : null;
}
