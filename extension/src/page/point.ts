import { listen } from '../collect/dom';
import type { Painter } from './paint';
import type { PageWindow } from './show';

/** How long the pointer rests on a mark before it counts as pointing, so that crossing the page chooses nothing. */
const REST_MS = 250;

/** Calls `pointed` with the block under the pointer, once for each block that is come to. Returns the function that stops it. */
export function watchPointer(window: PageWindow, painter: Painter, pointed: (block: number) => void): () => void {
  let frame = 0;
  let timer: number | undefined;
  let x = 0;
  let y = 0;
  let under: number | null = null;

  const look = (): void => {
    frame = 0;
    const block = painter.blockAt(x, y);
    if (block === under) return;
    under = block;
    window.clearTimeout(timer);
    if (block !== null) timer = window.setTimeout(() => pointed(block), REST_MS);
  };
  const move = (event: PointerEvent): void => {
    x = event.clientX;
    y = event.clientY;
    frame ||= window.requestAnimationFrame(look);
  };

  const stop = listen(window.document, 'pointermove', move);
  return () => {
    stop();
    window.cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
