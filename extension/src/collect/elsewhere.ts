import type { Elsewhere } from '../shared/checks';
import { all, boxOf, framed, isRendered, windowOf } from './dom';

/** This much of what is seen of the page is most of it. */
const MOST = 0.4;

const KINDS: readonly [Elsewhere, string][] = [
  ['frame', 'iframe, frame, object, embed'],
  ['picture', 'img, canvas, svg, video'],
];

/** What covers most of the page as it is seen; null where nothing does. */
export function coveredBy(document: Document): Elsewhere | null {
  const window = windowOf(document);
  if (!window) return null;
  const least = MOST * window.innerWidth * window.innerHeight;
  const seen = (element: Element): number => {
    const { left, top, right, bottom } = boxOf(element);
    const width = Math.min(right, window.innerWidth) - Math.max(left, 0);
    return Math.max(width, 0) * Math.max(Math.min(bottom, window.innerHeight) - Math.max(top, 0), 0);
  };
  return KINDS.find(([, selector]) => all(document, selector).some((element) => framed(element) === null && isRendered(element) && seen(element) >= least))?.[0] ?? null;
}
