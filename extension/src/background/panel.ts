import { openPanel } from 'open-panel';

/** The panel beside the page; in a tab of its own where the browser has no place for one. */

const PAGE = 'panel.html';

/** To be called within the click, before any `await`: browsers open a panel only from there. */
export function showPanel(tab: chrome.tabs.Tab & { id: number }): void {
  const opening = openPanel(tab.id);
  // Where there is no room for one (an app window, say) the marks are made all the same.
  if (opening) opening.catch(() => undefined);
  else void showInTab(tab);
}

async function showInTab({ id, index, windowId }: chrome.tabs.Tab & { id: number }): Promise<void> {
  const url = chrome.runtime.getURL(`${PAGE}?tab=${id}`);
  const there = (await chrome.runtime.getContexts({ contextTypes: ['TAB' as chrome.runtime.ContextType] })).find(({ documentUrl }) => documentUrl === url);
  if (there) await chrome.tabs.update(there.tabId, { active: true });
  else await chrome.tabs.create({ url, windowId, index: index + 1, openerTabId: id });
}

/** Whether the panel is open in this window. */
export async function isPanelOpen(window: number): Promise<boolean> {
  const open = await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL' as chrome.runtime.ContextType] }).catch(() => []);
  return open.some(({ windowId }) => windowId === window || windowId === chrome.windows.WINDOW_ID_NONE);
}
