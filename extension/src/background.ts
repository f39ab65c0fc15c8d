import { openPanel } from 'open-panel';
import { EngineHost, EngineStopped, type PackSource } from './engine';
import { list, noteRefused, onChange, open, tidy } from './library/store';
import { marksOf } from './marks';
import { plain } from './names';
import { isPainted, isTabState, isToggled, tabKey, type BlockedReason, type TabState, type ToPage } from './protocol';
import { strings } from './strings';

/**
 * The background: answers the toolbar button, holds the engine, and writes each tab's state where the panel reads it.
 * The browser may end it at any moment: all it keeps in memory is the engine, which is made anew when it wakes.
 */

// Made at once, so that the engine loads while the page is being read.
const host = new EngineHost({
  wasm: chrome.runtime.getURL('wherefrom_bg.wasm'),
  packs: searchedPacks,
});
void prepare();
onChange((what) => {
  if (what === 'packs') void prepare();
});

// Long after the page on which packs were removed, and could be restored, has been left.
chrome.runtime.onStartup.addListener(() => void tidy().catch(() => undefined));

/** The latest click on each tab; what an earlier one still brings is dropped. */
const clicks = new Map<number, number>();

chrome.action.onClicked.addListener((tab) => {
  const clicked = performance.now();
  const id = tab.id;
  if (id === undefined) return;
  // Asked before the panel is opened, so that the answer tells whether it was open before the click.
  const panels = chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL' as chrome.runtime.ContextType] }).catch(() => []);
  const wasOpen = panels.then((open) => open.some(({ windowId }) => windowId === tab.windowId || windowId === chrome.windows.WINDOW_ID_NONE));
  // Before any `await`: browsers open a panel only from within the click. Where there is no room for one (an app window,
  // say) the marks are made all the same.
  openPanel(id).catch(() => undefined);
  const click = (clicks.get(id) ?? 0) + 1;
  clicks.set(id, click);
  void answerClick(tab, id, clicked, wasOpen, () => clicks.get(id) === click);
});

chrome.tabs.onRemoved.addListener((id) => {
  clicks.delete(id);
  void chrome.storage.session.remove(tabKey(id));
});

/** The packs of the library that are switched on. */
async function searchedPacks(): Promise<PackSource[]> {
  const packs = (await list()).filter(({ on, removed }) => on && !removed);
  return packs.map(({ id, since, file, installed }) => ({ id, since, name: plain(installed?.info.name ?? '') || file, open: () => open(id) }));
}

/** Loads the packs of the library, so that the next check need not wait for them, and tells the library which were refused. */
async function prepare(): Promise<void> {
  try {
    await noteRefused((await host.ready()).refusedPacks);
  } catch {
    // The next check tells what is wrong.
  }
}

async function answerClick(tab: chrome.tabs.Tab, id: number, clicked: number, wasOpen: Promise<boolean>, isLatest: () => boolean): Promise<void> {
  const tell = async (state: TabState): Promise<void> => {
    if (isLatest()) await remember(id, state);
  };
  const key = tabKey(id);
  const before: unknown = (await chrome.storage.session.get(key))[key];
  const busy = tell({ status: 'busy' });
  const blocked = async (why: BlockedReason): Promise<void> => {
    await busy;
    await tell({ status: 'blocked', why });
  };
  try {
    await enter(id, tab.url);
  } catch {
    return blocked(blockedReason(tab.url));
  }
  try {
    const toggled = await ask(id, { type: 'toggle', keep: !(await wasOpen) }, isToggled).catch((error: unknown) => {
      // On some of its own pages Firefox refuses without an error: nobody is there to answer.
      if (blockedReason(tab.url) === 'other') throw error;
    });
    if (!toggled) return await blocked(blockedReason(tab.url));
    // The reader had closed the panel, and has it back with the report it showed.
    if (toggled.type === 'kept') {
      await busy;
      return await tell(isTabState(before) ? before : { status: 'navigated' });
    }
    if (toggled.type === 'removed') {
      await Promise.all(styles(id).map((css) => chrome.scripting.removeCSS(css)));
      await chrome.action.setTitle({ tabId: id, title: strings.action.check });
      await busy;
      await tell({ status: 'removed' });
      return;
    }
    if (toggled.type === 'unreadable') return await blocked(toggled.why);
    const dressed = Promise.all(styles(id).map((css) => chrome.scripting.insertCSS(css)));
    const [{ report, refusedPacks, engine }] = await Promise.all([host.check(toggled.page), dressed]);
    void noteRefused(refusedPacks).catch(() => undefined);
    const painted = await ask(id, { type: 'paint', run: toggled.run, marks: marksOf(report) }, isPainted);
    const timing = { engine, painted: performance.now() - clicked };
    await busy;
    await tell({ status: 'checked', report, refusedPacks, refusedMarks: painted.refused, timing });
    if (isLatest()) await chrome.action.setTitle({ tabId: id, title: strings.action.remove });
  } catch (error) {
    // The page still waits for marks: without this the next click would take away what never came.
    if (isLatest()) await ask(id, { type: 'clear' }, isToggled).catch(() => undefined);
    await busy;
    await tell({ status: 'failed', why: reasonOf(error) });
  }
}

/** Milliseconds. */
const NEXT_TRY = 200;

/**
 * Brings the content script into a page. Right behind one of the browser's own pages Chromium now and then refuses the next
 * page for a moment, though the click gave leave to read it.
 */
async function enter(tab: number, address: string | undefined): Promise<void> {
  const inject = (): Promise<unknown> => chrome.scripting.executeScript({ target: { tabId: tab }, files: ['content.js'] });
  try {
    await inject();
  } catch (error) {
    if (blockedReason(address) !== 'other') throw error;
    await new Promise((resolve) => setTimeout(resolve, NEXT_TRY));
    await inject();
  }
}

/** The marks' rules, each file in the origin that it says. */
function styles(tab: number): chrome.scripting.CSSInjection[] {
  return [
    { target: { tabId: tab }, files: ['content.css'], origin: 'USER' },
    { target: { tabId: tab }, files: ['content-author.css'], origin: 'AUTHOR' },
  ];
}

/** The page's answer; where it has left meanwhile or answers in another form, an error that says so. */
async function ask<T>(tab: number, message: ToPage, isAnswer: (value: unknown) => value is T): Promise<T> {
  const answer: unknown = await chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => undefined);
  if (!isAnswer(answer)) throw new Error(strings.failed.noAnswer);
  return answer;
}

/** In the session's memory, never on disk, so that private windows leave nothing behind. */
async function remember(tab: number, state: TabState): Promise<void> {
  try {
    await chrome.storage.session.set({ [tabKey(tab)]: state });
  } catch {
    // Full: the reports of other tabs make room; their panels ask for a new click.
    await chrome.storage.session.clear();
    await chrome.storage.session.set({ [tabKey(tab)]: state });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof EngineStopped) return strings.failed.engine;
  return error instanceof Error ? error.message : String(error);
}

const STORES = ['chromewebstore.google.com', 'chrome.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com'];

/** Why a page took no script, from its address, which the click lets us see. */
function blockedReason(address: string | undefined): BlockedReason {
  if (!address || !URL.canParse(address)) return 'browser-page';
  const { protocol, hostname, pathname } = new URL(address);
  if (pathname.toLowerCase().endsWith('.pdf')) return 'pdf';
  if (protocol === 'file:') return 'file';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser-page';
  return STORES.includes(hostname) ? 'store' : 'other';
}
