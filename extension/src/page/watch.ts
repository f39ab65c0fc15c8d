import { body, rootElement, visibility } from '../collect/dom';
import type { PageWindow } from './show';

/** Quiet time after a change of the page before the marks are looked at again. */
const SETTLE_MS = 120;
/** A page that never stops changing is looked at this often all the same. */
const LONGEST_WAIT_MS = 1000;
/** The registry can be cleared without a trace in the document, so a visible page is looked at this often. */
const LOOK_MS = 1000;

export interface Watched {
  /** The page's text has changed (true), or its registry may have. */
  look(changed: boolean): void;
  /** Its colours may have changed. */
  recoloured(): void;
}

/** Tells when a page may need its marks put right. Returns the function that stops it. */
export function watch(window: PageWindow, watched: Watched): () => void {
  const { document } = window;
  let timer: number | undefined;
  let waitingSince = 0;
  let newColours = false;
  let newText = false;
  const look = (): void => {
    timer = undefined;
    waitingSince = 0;
    if (newColours) watched.recoloured();
    newColours = false;
    watched.look(newText);
    newText = false;
  };
  const later = (): void => {
    const now = window.performance.now();
    waitingSince ||= now;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(0, Math.min(SETTLE_MS, LONGEST_WAIT_MS - (now - waitingSince))));
  };

  const text = new window.MutationObserver(() => {
    newText = true;
    later();
  });
  text.observe(document, { childList: true, characterData: true, subtree: true });
  const recolour = (): void => {
    newColours = true;
    later();
  };
  const theme = new window.MutationObserver(recolour);
  for (const element of [rootElement(document), body(document)]) {
    if (element) theme.observe(element, { attributes: true });
  }
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', recolour);
  const interval = window.setInterval(() => {
    if (visibility(document) === 'visible') watched.look(false);
  }, LOOK_MS);

  return () => {
    window.clearTimeout(timer);
    window.clearInterval(interval);
    text.disconnect();
    theme.disconnect();
    scheme.removeEventListener('change', recolour);
  };
}
