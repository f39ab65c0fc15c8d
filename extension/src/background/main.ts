import { tidy } from '../packs/store';
import { newId } from '../shared/checks';
import { isFromPage, isRequest } from '../shared/protocol';
import { start } from './checks/start';
import { followPacks } from './engine';
import { articles } from './keep';
import { isPanelOpen, showPanel } from './panel';
import { answer, hear, keepFromPage } from './requests';
import { strings } from '../shared/strings';
import { forget, forgetAll } from './tabs';

/**
 * The background: what it listens to, and nothing else. The browser may end it at any moment: all that it keeps in memory is the
 * engine, and which checks it works on.
 */

/** The menu's entry and the shortcut's name in the manifest. */
const KEEP = 'keep';

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

chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
  if (menuItemId === KEEP) keepFrom(tab);
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
  if (isFromPage(message) && sender.tab?.id !== undefined) void hear(sender.tab.id, message);
  return false;
});

chrome.tabs.onRemoved.addListener((id) => void forget(id));

// What was known of the tabs was in the session's memory, which an update empties too.
chrome.runtime.onInstalled.addListener(() => {
  void forgetAll().catch(() => undefined);
  // Menus outlast the background; an update may have other ones.
  chrome.contextMenus.removeAll(() => chrome.contextMenus.create({ id: KEEP, title: strings.kept.keep, contexts: ['page'] }));
});

chrome.runtime.onStartup.addListener(() => {
  void forgetAll().catch(() => undefined);
  // Long after the page on which packs were removed, and could be restored, has been left.
  void tidy().catch(() => undefined);
  void articles.tidy().catch(() => undefined);
});

followPacks();
