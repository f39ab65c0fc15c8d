/** Opens the side panel. To be called within the click, before any `await`. Null where this browser has none. */
export function openPanel(tab: number): Promise<void> | null {
  return chrome.sidePanel?.open?.({ tabId: tab }) ?? null;
}
