import type { PageWindow } from './paint';

/** Brings a place of the page into view: not at all where it is there already, gently unless the reader wants no motion. */
export function showPlace(window: PageWindow, { range, element }: { range: Range; element: Element }): void {
  const box = range.getBoundingClientRect();
  const visible = box.top >= 0 && box.bottom <= window.innerHeight;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: visible ? 'nearest' : 'center', inline: 'nearest', behavior: still ? 'instant' : 'smooth' });
}
