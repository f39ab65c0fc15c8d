import { ask, askPage, isChangedNotice, isFromPage } from '../shared/protocol';
import { cut } from '../shared/limits';
import type { TabView } from '../shared/checks';
import { isTextKind, type Outlined } from '../shared/parts';
import type { PickStep } from '../shared/protocol';
import { problemOf } from '../shared/errors';
import { explain, strings } from '../shared/strings';
import { RemoteKeeper } from '../keeper/remote';
import { saveAs } from '../shared/dom';
import { takeDrops } from '../views/packs/drop';
import type { Dismissing } from '../views/panel/dismiss';
import { stepOf } from '../views/panel/steps';
import { summaryOf } from '../views/panel/summary';
import { EXTENSIONS, fileNameOf, type Evidence } from '../shared/evidence';
import type { Report } from '../shared/report';
import { Panel } from '../views/panel/view';
import { TabChoice } from './tabs';

/**
 * The side panel or sidebar: shows the state of the tab beside it. It asks the background for that, so that it can open, close
 * and come back at any moment. In a tab of its own it shows the state of the tab that its address names.
 */

const root = document.getElementById('panel');
if (!root) throw new Error('panel.html has no #panel');
const panel = new Panel(root, {
  choose: (block) => void choose(block),
  part: {
    pick: () => pick('start'),
    again: (how) => void ask({ type: 'again', tab, how }).catch(() => undefined),
    remember: (on) => void ask({ type: 'remember', tab, on }).catch(() => undefined),
  },
  step: (step) => void pick(step),
  keep,
  changes: () => void showChanges(),
  // The engine is the one that the reader has chosen in the browser.
  search: (words) => void chrome.search.query({ text: `"${words}"`, disposition: 'NEW_TAB' }),
  compareTabs: () => void tabChoice.begin(tab),
  dismiss: (what) => dismiss(what),
  undismiss: (id) => void ask({ type: 'undismiss', tab, id }).catch((error: unknown) => panel.say(explain(problemOf(error)))),
  save: (name, text) => saveAs(new Blob([text], { type: 'application/toml' }), name),
  evidence: evidenceOf,
  version: chrome.runtime.getManifest().version,
  giveText: () => {
    asking = true;
    panel.askForText(draft, (typed) => {
      draft = typed;
    }, (text) => {
      asking = false;
      draft = '';
      if (text === null) return show(view);
      void ask({ type: 'text', tab, text: cut(text) }).catch((error: unknown) => panel.say(explain(problemOf(error))));
    });
  },
  openLibrary: () => void chrome.runtime.openOptionsPage(),
  copy: (details) => navigator.clipboard.writeText(`Wherefrom ${chrome.runtime.getManifest().version}\n${navigator.userAgent}\n${details}`),
});

// The panel has its document to itself: its keys hold wherever the focus is in it.
document.addEventListener('keydown', (event) => {
  const by = stepOf(event);
  if (by !== null) panel.step(by);
});

/** The tab that this panel was opened for, where it stands in a tab itself. */
const named = Number(new URLSearchParams(location.search).get('tab')) || null;

let here = -1;
let tab = -1;
let view: TabView = { status: 'idle' };
let shortcut = '';
/** Whether the reader is choosing the article on the page, which is no state of the tab. */
let picking = false;
/** Whether the panel shows what the reader asked for in the report's place, or waits for a text, and what of it was typed before another tab came to the front. */
let asking = false;
let draft = '';
/** Counts what was asked: an answer that comes after a later one's is old. */
let asked = 0;

/** Milliseconds. While a check is under way it is asked after: a background that was ended in the midst of it tells nobody. */
const FIRST_LOOK = 250;
const LONGEST_LOOK = 4000;
let look: number | undefined;

function show(next: TabView): void {
  view = next;
  // A report that comes again meanwhile waits behind that.
  if (asking || (picking && next.status === 'checked')) return;
  picking = false;
  panel.show(view.status === 'idle' ? { status: 'idle', shortcut } : view);
}

/** So often it is asked again where nobody answers: the background may be on its way out, and the next question wakes another. */
const TRIES = 4;

async function refresh(pause = FIRST_LOOK, tries = TRIES): Promise<void> {
  asked += 1;
  const mine = asked;
  clearTimeout(look);
  // A background that is ended while it is asked may never answer.
  look = setTimeout(() => void refresh(pause), LONGEST_LOOK);
  let next: TabView;
  try {
    next = await ask({ type: 'view', tab });
  } catch (error) {
    if (tries > 1) {
      if (mine === asked) again(pause, tries - 1);
      return;
    }
    next = { status: 'failed', clicked: 0, why: problemOf(error) };
  }
  if (mine !== asked) return;
  clearTimeout(look);
  show(next);
  if (view.status === 'busy') again(pause);
}

function again(pause: number, tries = TRIES): void {
  clearTimeout(look);
  look = setTimeout(() => void refresh(Math.min(2 * pause, LONGEST_LOOK), tries), pause);
}

async function follow(next: number): Promise<void> {
  tab = next;
  picking = false;
  asking = false;
  void tabChoice.leave();
  await refresh();
  await verify();
}

/** A report belongs to a page that still wears its marks; the page alone knows whether it does. */
async function verify(): Promise<void> {
  // What was not compared from the page stays, whatever becomes of that.
  if (view.status !== 'checked' || isTextKind(view.checked.part.choice)) return;
  const [at, { check }] = [tab, view];
  const answer = await askPage(at, { type: 'ping' }).catch(() => null);
  if (answer?.marked !== check) await ask({ type: 'left', tab: at, check }).catch(() => undefined);
}

async function choose(block: number | null): Promise<void> {
  // A text that was given stands on no page.
  if (view.status === 'checked' && isTextKind(view.checked.part.choice)) return;
  try {
    const { found } = await ask({ type: 'choose', tab, block });
    if (!found && block !== null) panel.missing(block);
  } catch {
    await verify();
  }
}

async function showChanges(): Promise<void> {
  if (view.status !== 'checked') return;
  const at = tab;
  try {
    const changes = await ask({ type: 'changes', tab, check: view.check });
    if (at !== tab) return;
    asking = true;
    panel.changes(changes, () => {
      asking = false;
      show(view);
    });
  } catch (error) {
    panel.say(explain(problemOf(error)));
  }
}

const keeper = new RemoteKeeper();

/** A file that is dropped here is compared, in the place of the page. */
async function compareFile([file, ...more]: readonly File[]): Promise<void> {
  if (!file) return;
  const at = tab;
  panel.say(strings.file.reading(file.name, more.length));
  try {
    const { documents: [document, ...others], refused } = await keeper.read(file);
    if (!document) return panel.tell(strings.file.nothing(file.name, refused[0] ?? ''));
    asking = false;
    const { text, title, url, publisher, published, language } = document;
    const about = { title: title ?? file.name, url, publisher, published, language, others: others.length };
    await ask({ type: 'text', tab: at, text: cut(text), about });
  } catch (error) {
    panel.tell(strings.file.failed(file.name, explain(problemOf(error))));
  }
}

takeDrops('wf-dropping', (files) => void compareFile(files));

const tabChoice = new TabChoice({
  form(tabs, done) {
    asking = true;
    panel.askForTabs(tabs, done);
  },
  back() {
    asking = false;
    show(view);
  },
  async compare(at, tabs, origins) {
    asking = false;
    await ask({ type: 'tabs', tab: at, tabs, origins });
  },
  tell: (words) => panel.tell(words),
});
// A panel that is closed chooses nothing more.
addEventListener('pagehide', () => void tabChoice.leave());

function evidenceOf(shown: () => Report): Evidence {
  const checked = (): string => new Date(view.status === 'checked' ? view.checked.timing.at : Date.now()).toISOString();
  return {
    async save(format) {
      const report = shown();
      try {
        const file = await keeper.write(report, format, { checked: checked(), program: `Wherefrom ${chrome.runtime.getManifest().version}` });
        saveAs(file, strings.evidence.fileName(fileNameOf(report.page.title ?? ''), EXTENSIONS[format]));
        return null;
      } catch (error) {
        return explain(problemOf(error));
      }
    },
    copy: () => navigator.clipboard.writeText(summaryOf(shown(), checked())),
  };
}

async function dismiss(what: Dismissing): Promise<string | null> {
  if (view.status !== 'checked') return null;
  return ask({ type: 'dismiss', tab, check: view.check, ...what }).then(() => null, (error: unknown) => explain(problemOf(error)));
}

async function keep(on: boolean): Promise<string | null> {
  try {
    await ask({ type: 'keep', tab, check: view.status === 'checked' ? view.check : '', on });
  } catch (error) {
    const why = explain(problemOf(error));
    panel.say(why);
    return why;
  }
  await refresh();
  panel.say(on ? strings.kept.announceKept : strings.kept.announceRemoved);
  return null;
}

/** Whether something is outlined behind it. */
async function pick(step: PickStep): Promise<boolean> {
  try {
    const { outlined } = await askPage(tab, { type: 'pick', step });
    outline(outlined);
    return outlined !== null;
  } catch {
    outline(null);
    await verify();
    return false;
  }
}

function outline(outlined: Outlined | null): void {
  // What is being typed is not taken away.
  if (asking) return;
  if (outlined) {
    picking = true;
    panel.picking(outlined);
  } else if (picking) {
    picking = false;
    show(view);
  }
}

chrome.runtime.onMessage.addListener((message: unknown, sender) => {
  if (sender.id !== chrome.runtime.id) return;
  if (isFromPage(message) && message.type === 'outlined' && sender.tab?.id === tab) outline(message.outlined);
  if (isChangedNotice(message) && message.tab === tab) void refresh();
  if (isFromPage(message) && message.type === 'pointed' && sender.tab?.id === tab) panel.point(message.block);
});

chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
  if (named === null && windowId === here) void follow(tabId);
});

chrome.tabs.onUpdated.addListener((id, { status }) => {
  if (id !== tab || !status) return;
  if (view.status === 'checked') void verify();
  else if (status === 'loading') void ask({ type: 'loading', tab }).catch(() => undefined);
});

async function start(): Promise<void> {
  const commands = await chrome.commands.getAll();
  shortcut = commands.find((command) => command.name === '_execute_action')?.shortcut ?? '';
  if (named !== null) return follow(named);
  here = (await chrome.windows.getCurrent()).id ?? -1;
  const [active] = await chrome.tabs.query({ active: true, windowId: here });
  if (active?.id === undefined) show({ status: 'idle' });
  else await follow(active.id);
}

void start();
