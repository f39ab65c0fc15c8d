import { isTabState, type CheckId, type Checked, type TabState, type TabView } from '../shared/checks';
import { tell } from '../shared/protocol';
import { reduce, reportOf, type Event } from './checks/reduce';
import { keepingOf } from './keep';
import { DiskStore, Reports, SessionStore } from './reports';

/** What is known of every tab, in the session's memory: the background may be ended and come back at any moment. */

const disk = new DiskStore();
const reports = new Reports(new SessionStore(), disk);
const keyOf = (tab: number): string => `tab:${tab}`;

/** One change of a tab after the other. */
const queues = new Map<number, Promise<unknown>>();

function inTurn<T>(tab: number, work: () => Promise<T>): Promise<T> {
  const done = (queues.get(tab) ?? Promise.resolve()).then(work);
  queues.set(tab, done.catch(() => undefined));
  return done;
}

export async function stateOf(tab: number): Promise<TabState> {
  const key = keyOf(tab);
  const stored: unknown = (await chrome.storage.session.get(key))[key];
  return isTabState(stored) ? stored : { status: 'idle' };
}

/** Does to a tab's state what the event does, and tells the panel. Gives back the state that it has then. */
export function apply(tab: number, event: Event): Promise<TabState> {
  return inTurn(tab, async () => {
    const before = await stateOf(tab);
    const after = reduce(before, event);
    if (after === before) return after;
    await chrome.storage.session.set({ [keyOf(tab)]: after });
    const [old, current] = [reportOf(before), reportOf(after)];
    if (old !== null && old !== current) await reports.drop(old);
    tell({ type: 'changed', tab });
    return after;
  });
}

export const saveReport = (check: CheckId, found: Checked, isPrivate: boolean): Promise<void> => reports.save(check, found, { isPrivate });

export const dropReport = (check: CheckId): Promise<void> => reports.drop(check);

/** What there is to show of a tab. */
export async function viewOf(tab: number): Promise<TabView> {
  const state = await stateOf(tab);
  if (state.status !== 'checked') return state;
  const checked = await reports.load(state.check);
  if (checked) return { status: 'checked', check: state.check, checked, keeping: await keepingOf(tab, checked) };
  const after = await apply(tab, { type: 'lost', check: state.check });
  return after.status === 'checked' ? { status: 'navigated' } : after;
}

/** The tab is gone, and what was known of it. */
export function forget(tab: number): Promise<void> {
  return inTurn(tab, async () => {
    const report = reportOf(await stateOf(tab));
    await chrome.storage.session.remove(keyOf(tab));
    if (report !== null) await reports.drop(report);
    queues.delete(tab);
  });
}

/** Where nothing is known of any tab, nothing of their reports is kept. */
export const forgetAll = (): Promise<void> => disk.empty();
