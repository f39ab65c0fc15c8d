import { tidy } from '../packs/store';
import { newId } from '../shared/checks';
import { isFromPage, isRequest } from '../shared/protocol';
import { cut } from '../shared/limits';
import { keepArrived } from './arrivals';
import { compareText } from './checks/anew';
import { start } from './checks/start';
import { followPacks } from './engine';
import { articles } from './keep';
import { keepFollowing } from './leave';
import { isPanelOpen, showPanel } from './panel';
import { answer, hear, keepFromPage } from './requests';
import { readText } from './selection';
import { strings } from '../shared/strings';
import { forget, forgetAll } from './tabs';

/**
 * The background: what it listens to, and nothing else. The browser may end it at any moment: all that it keeps in memory is the
 * engine, and which checks it works on.
 */

/** The menu's entries; the first is the shortcut's name in the manifest, too. */
const KEEP = 'keep';
const COMPARE = { selection: 'compare-selection', draft: 'compare-draft' } as const;

chrome.action.onClicked.addListener((tab) => {
  const [at, started] = [Date.now(), performance.now()];
  const { id, url: address, windowId, incognito: isPrivate } = tab;
  if (id === undefined) return;
  // Asked before the panel is opened, so that the answer tells whether it was open before the click.
  const panelWasOpen = isPanelOpen(windowId);
  showPanel({ ...tab, id });
  void start({ id: newId(), subject: { kind: 'page', tab: id } }, { at, started, address, isPrivate, panelWasOpen });
});

/** Within the click, as for the button. */
function keepFrom(tab: chrome.tabs.Tab | undefined): void {
  if (tab?.id === undefined) return;
  showPanel({ ...tab, id: tab.id });
  void keepFromPage(tab.id);
}

async function compareFrom(tab: number, frame: number, from: keyof typeof COMPARE, selected: string): Promise<void> {
  // A frame of another origin lets nobody read it; what is selected there the browser tells, without its paragraphs.
  const text = (await readText(tab, frame, from).catch(() => '')) || selected;
  await compareText({ kind: 'text', tab, text: cut(text), from });
}

chrome.contextMenus.onClicked.addListener(({ menuItemId, frameId = 0, selectionText = '' }, tab) => {
  if (menuItemId === KEEP) return keepFrom(tab);
  if (tab?.id === undefined) return;
  showPanel({ ...tab, id: tab.id });
  void compareFrom(tab.id, frameId, menuItemId === COMPARE.draft ? 'draft' : 'selection', selectionText);
});

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === KEEP) keepFrom(tab);
});

chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (isRequest(message) && sender.url?.startsWith(chrome.runtime.getURL(''))) {
    void answer(message).then(reply);
    return true;
  }
  if (isFromPage(message) && message.type === 'arrived') {
    if (sender.tab && sender.frameId === 0) void keepArrived(sender.tab).catch(() => undefined);
  } else if (isFromPage(message) && sender.tab?.id !== undefined) void hear(sender.tab.id, message);
  return false;
});

chrome.tabs.onRemoved.addListener((id) => void forget(id));

// What was known of the tabs was in the session's memory, which an update empties too.
chrome.runtime.onInstalled.addListener(() => {
  void forgetAll().catch(() => undefined);
  // Menus outlast the background; an update may have other ones.
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: KEEP, title: strings.kept.keep, contexts: ['page'] });
    chrome.contextMenus.create({ id: COMPARE.selection, title: strings.text.selection, contexts: ['selection'] });
    chrome.contextMenus.create({ id: COMPARE.draft, title: strings.text.draft, contexts: ['editable'] });
  });
});

chrome.runtime.onStartup.addListener(() => {
  void forgetAll().catch(() => undefined);
  // Long after the page on which packs were removed, and could be restored, has been left.
  void tidy().catch(() => undefined);
  void articles.tidy().catch(() => undefined);
});

followPacks();
keepFollowing();
