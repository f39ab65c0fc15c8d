/** Firefox's own, which Chromium's types do not know. */
declare namespace chrome {
  const sidebarAction: { open(): Promise<void> };
}

/** Opens the sidebar. To be called within the click, before any `await`. */
export function openPanel(): Promise<void> {
  return chrome.sidebarAction.open();
}
