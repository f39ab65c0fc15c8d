/** Firefox's own, which Chromium's types do not know. Firefox on phones has none. */
declare namespace chrome {
  const sidebarAction: { open(): Promise<void> } | undefined;
}

/** Opens the sidebar. To be called within the click, before any `await`. Null where this browser has none. */
export function openPanel(): Promise<void> | null {
  return chrome.sidebarAction?.open() ?? null;
}
