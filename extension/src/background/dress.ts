/** The marks' style rules in a page. They are there only as long as something is marked: a page can tell that they are. */

/** Each file in the origin that its rules need. */
const styles = (tab: number): chrome.scripting.CSSInjection[] => [
  { target: { tabId: tab }, files: ['marks.css'], origin: 'USER' },
  { target: { tabId: tab }, files: ['marks-author.css'], origin: 'AUTHOR' },
];

export async function dress(tab: number): Promise<void> {
  // Once, also where they were there already.
  await undress(tab);
  await Promise.all(styles(tab).map((css) => chrome.scripting.insertCSS(css)));
}

export async function undress(tab: number): Promise<void> {
  // A page that was left has taken them with it, and lets nobody in.
  await Promise.all(styles(tab).map((css) => chrome.scripting.removeCSS(css).catch(() => undefined)));
}
