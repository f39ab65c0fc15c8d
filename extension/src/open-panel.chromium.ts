/** Opens the side panel. To be called within the click, before any `await`. */
export function openPanel(tab: number): Promise<void> {
  return chrome.sidePanel.open({ tabId: tab });
}
