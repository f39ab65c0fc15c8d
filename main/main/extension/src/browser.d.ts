/** Firefox's sidebar, which Chromium's types do not know. Absent in Chromium. */
declare namespace chrome {
  export const sidebarAction: { open(): Promise<void> } | undefined;
}
