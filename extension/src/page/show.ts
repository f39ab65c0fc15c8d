import { isRendered, scrollIntoView, unfold } from '../collect/dom';

/** A page's window with its own constructors. */
export type PageWindow = Window & typeof globalThis;

/** A place on the page: its words, and the element that holds them. */
export interface Place {
  range: Range;
  element: Element;
}

const isInView = (window: PageWindow, box: DOMRect): boolean => box.top >= 0 && box.bottom <= window.innerHeight;

/** Whether any of a place is in view. */
export function isInSight(window: PageWindow, { range }: Place): boolean {
  const { top, bottom, height } = range.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}

/** Gently, unless the reader wants no motion. */
export const manner = (window: PageWindow): ScrollBehavior =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';

/** Brings a place into view, whatever scrolls around it: not at all where it is in view already. What is folded away is opened. */
export function showPlace(window: PageWindow, { range, element }: Place): void {
  if (!isRendered(element)) unfold(element);
  const block = isInView(window, range.getBoundingClientRect()) ? 'nearest' : 'center';
  scrollIntoView(element, { block, inline: 'nearest', behavior: manner(window) });
}

/** The same inside a frame, where the page around the frame is to stay as it is. */
export function showInFrame(window: PageWindow, { range }: Place): void {
  const box = range.getBoundingClientRect();
  if (isInView(window, box)) return;
  window.scrollBy({ top: (box.top + box.bottom - window.innerHeight) / 2, behavior: manner(window) });
}
