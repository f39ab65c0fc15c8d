/**
 * The marks' style rules in a page. They are there only as long as something is marked: a page can tell that they are. In the frames
 * that may be read, too, where marks stand in one.
 */

/** Each file in the origin that its rules need. */
const styles = (tab: number, inFrames: boolean): chrome.scripting.CSSInjection[] => {
  const target = inFrames ? { tabId: tab, allFrames: true } : { tabId: tab };
  return [{ target, files: ['marks.css'], origin: 'USER' }, { target, files: ['marks-author.css'], origin: 'AUTHOR' }];
};

export async function dress(tab: number, inFrames: boolean): Promise<void> {
  // Once, also where they were there already.
  await undress(tab, inFrames);
  await Promise.all(styles(tab, inFrames).map((css) => chrome.scripting.insertCSS(css)));
}

export async function undress(tab: number, inFrames: boolean): Promise<void> {
  // A page that was left has taken them with it, and lets nobody in.
  await Promise.all(styles(tab, inFrames).map((css) => chrome.scripting.removeCSS(css).catch(() => undefined)));
}
