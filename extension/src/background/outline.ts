/** The outline of the element that the reader is about to choose: a style rule, since nothing of ours stands in the page. */

/** A blue that stands out from white and from black alike (4.5 to 1 and more). */
const COLOUR = 'rgb(0 120 212)';

function rule(path: readonly number[]): string {
  const element = `:root${path.map((number) => `>:nth-child(${number})`).join('')}`;
  return `${element} { outline: 4px solid ${COLOUR} !important; outline-offset: -2px !important; }
@media (forced-colors: active) { ${element} { outline-color: Highlight !important; } }`;
}

/** One change of a tab's outline after the other. */
const queues = new Map<number, Promise<unknown>>();

/** Outlines the element at a path in the place of the one before it; null: none. */
export function outline(tab: number, path: readonly number[] | null, before: readonly number[] | null): Promise<void> {
  const sheet = (of: readonly number[]): chrome.scripting.CSSInjection => ({ target: { tabId: tab }, css: rule(of), origin: 'USER' });
  const done = (queues.get(tab) ?? Promise.resolve()).then(async () => {
    if (path) await chrome.scripting.insertCSS(sheet(path)).catch(() => undefined);
    if (before) await chrome.scripting.removeCSS(sheet(before)).catch(() => undefined);
  });
  queues.set(tab, done);
  return done;
}
