/** `open-panel.chromium.ts` or `open-panel.firefox.ts`, as `build.mjs` chooses: a package names nothing of the other browser. */
declare module 'open-panel' {
  export function openPanel(tab: number): Promise<void> | null;
}
