import { isAlive, isSelected, isTabState, isToPanel, tabKey, type TabState, type ToPage } from '../protocol';
import { Panel } from './view';

/**
 * The side panel or sidebar: shows the state of the tab beside it. It reads that from the session's memory, so that it
 * can open, close and come back at any moment without asking the background.
 */

const root = document.getElementById('panel');
if (!root) throw new Error('panel.html has no #panel');
const panel = new Panel(root, {
  choose: (block) => void choose(block),
  openLibrary: () => void chrome.runtime.openOptionsPage(),
});

let here = -1;
let tab = -1;
let state: TabState | null = null;
let shortcut = '';

function ask(message: ToPage): Promise<unknown> {
  return chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => undefined);
}

function show(next: unknown): void {
  state = isTabState(next) ? next : null;
  panel.show(state ?? { status: 'idle', shortcut });
}

async function follow(next: number): Promise<void> {
  tab = next;
  await read();
  await verify();
}

/** How often the tab's state has changed since this panel opened. */
let changes = 0;
/** While a check is under way the state is read again after so many milliseconds. */
const BUSY_READ = 250;

/** Shows the stored state, unless a newer one was told of while it was on its way. */
async function read(): Promise<void> {
  const [asked, seen] = [tab, changes];
  const key = tabKey(asked);
  const stored: unknown = (await chrome.storage.session.get(key))[key];
  if (asked !== tab) return;
  if (seen === changes) show(stored);
  // A change that comes before a new panel listens is told to nobody.
  if (state?.status === 'busy') setTimeout(() => void read(), BUSY_READ);
}

/**
 * A report belongs to a page that still wears its marks; the page alone knows whether it does. What is found out is shown
 * and not stored: the background may be storing the next report at that moment.
 */
async function verify(): Promise<void> {
  if (state?.status !== 'checked') return;
  const [asked, seen] = [tab, changes];
  const answer = await ask({ type: 'ping' });
  // The answer speaks of the report that was asked about, not of one that came meanwhile.
  if (asked !== tab || seen !== changes) return;
  if (!isAlive(answer) || !answer.marked) show({ status: 'navigated' } satisfies TabState);
}

async function choose(block: number | null): Promise<void> {
  const answer = await ask({ type: 'select', block });
  if (!isSelected(answer)) await verify();
  else if (!answer.found && block !== null) panel.missing(block);
}

chrome.storage.session.onChanged.addListener((changed) => {
  const change = changed[tabKey(tab)];
  if (!change) return;
  changes += 1;
  show(change.newValue);
});

chrome.runtime.onMessage.addListener((message: unknown, sender) => {
  if (sender.id !== chrome.runtime.id || sender.tab?.id !== tab || !isToPanel(message)) return;
  if (message.type === 'pointed') panel.point(message.block);
  else void verify();
});

chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
  if (windowId === here) void follow(tabId);
});

chrome.tabs.onUpdated.addListener((id, { status }) => {
  if (id !== tab || !status) return;
  if (state?.status === 'checked') void verify();
  // What was said of a page that could not be read does not hold for the next one.
  else if (status === 'loading' && (state?.status === 'blocked' || state?.status === 'removed')) void chrome.storage.session.remove(tabKey(id));
});

async function start(): Promise<void> {
  const commands = await chrome.commands.getAll();
  shortcut = commands.find((command) => command.name === '_execute_action')?.shortcut ?? '';
  here = (await chrome.windows.getCurrent()).id ?? -1;
  const [active] = await chrome.tabs.query({ active: true, windowId: here });
  if (active?.id === undefined) show(undefined);
  else await follow(active.id);
}

void start();
