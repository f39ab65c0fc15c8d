import { isToPage, type Alive, type Painted, type Selected, type ToPanel, type Toggled, type ToPage } from '../protocol';
import type { Mark } from '../marks';
import { collect, TooLong, type CollectedBlock } from './collect';
import { Painter } from './paint';
import { watchPointer } from './point';
import { showPlace } from './show';
import { watch } from './watch';

/**
 * The content script: injected by a click, it reads the page, paints its marks, and is the authority on whether the page
 * is marked. The background may die and the panel may be closed at any moment.
 */

/** Where the script finds itself when it is injected once more. A symbol, since pages name elements as they like. */
const INJECTED = Symbol.for('wherefrom.page');

/** A check that has not come back by then was lost with its worker: the next click starts anew. */
const LOST_MS = 15_000;

class MarkedPage {
  readonly #painter = new Painter(window);
  #state: 'idle' | 'waiting' | 'marked' = 'idle';
  #run = 0;
  #since = 0;
  #address = '';
  #blocks: CollectedBlock[] = [];
  #stop: (() => void)[] = [];

  /** False once the extension was updated, reloaded or removed: its scripts stay behind in the page without it. */
  alive(): boolean {
    return chrome.runtime?.id !== undefined;
  }

  answer(message: ToPage): Toggled | Painted | Selected | Alive {
    switch (message.type) {
      case 'toggle':
        return this.#toggle(message.keep);
      case 'paint':
        return this.#paint(message.run, message.marks);
      case 'clear':
        this.clear();
        return { type: 'removed' };
      case 'select':
        return this.#select(message.block);
      case 'ping':
        return { type: 'alive', marked: this.#state === 'marked' };
    }
  }

  clear(): void {
    this.#state = 'idle';
    this.#run += 1;
    this.#blocks = [];
    for (const stop of this.#stop.splice(0)) stop();
    this.#painter.clear();
  }

  #toggle(keep: boolean): Toggled {
    const lost = this.#state === 'waiting' && performance.now() - this.#since > LOST_MS;
    if (keep && this.#state === 'marked') return { type: 'kept' };
    if (this.#state !== 'idle' && !lost) {
      this.clear();
      return { type: 'removed' };
    }
    this.clear();
    if (document.contentType === 'application/pdf' || document.querySelector('body > embed[type="application/pdf"]')) {
      return { type: 'unreadable', why: 'pdf' };
    }
    try {
      const { page, blocks } = collect(document);
      this.#blocks = blocks;
      this.#address = addressOf(document);
      this.#state = 'waiting';
      this.#since = performance.now();
      return { type: 'collected', run: this.#run, page };
    } catch (error) {
      if (error instanceof TooLong) return { type: 'unreadable', why: 'too-long' };
      throw error;
    }
  }

  #paint(run: number, marks: Mark[]): Painted {
    // The reader clicked again meanwhile: these marks are no longer asked for.
    if (run !== this.#run || this.#state !== 'waiting') return { type: 'painted', marks: 0, refused: 0 };
    this.#state = 'marked';
    this.#painter.paint(this.#blocks, marks);
    this.#stop.push(
      watch(window, { changed: () => this.#changed(), recoloured: () => this.#painter.recolour() }),
      watchPointer(window, this.#painter, (block) => this.#pointed(block)),
    );
    return { type: 'painted', ...this.#painter.counts };
  }

  #select(block: number | null): Selected {
    if (this.#state !== 'marked') return { type: 'selected', found: false };
    this.#painter.check();
    this.#painter.select(block);
    if (block === null) return { type: 'selected', found: true };
    const place = this.#painter.place(block);
    if (place) showPlace(window, place);
    return { type: 'selected', found: place !== null };
  }

  #pointed(block: number): void {
    if (!this.alive()) return this.clear();
    this.#painter.select(block);
    tell({ type: 'pointed', block });
  }

  #changed(): void {
    if (!this.alive()) return this.clear();
    this.#painter.check();
    // A page may change its address while the article stays (scrolling, tracking): only text that is gone is a new page.
    if (addressOf(document) !== this.#address && !this.#painter.anyStands) {
      this.clear();
      tell({ type: 'gone' });
    }
  }
}

function addressOf(document: Document): string {
  return document.URL.split('#', 1)[0] ?? '';
}

/** To the panel. Where none is open nobody listens, and that is no error. */
function tell(message: ToPanel): void {
  chrome.runtime.sendMessage(message).catch(() => undefined);
}

const world: typeof globalThis & { [INJECTED]?: MarkedPage } = globalThis;

if (!world[INJECTED]?.alive()) {
  const page = new MarkedPage();
  world[INJECTED] = page;
  chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
    if (sender.id === chrome.runtime.id && isToPage(message)) reply(page.answer(message));
  });
  // Marks do not wait in the browser's cache of left pages: coming back starts clean, as the panel says.
  window.addEventListener('pagehide', () => {
    page.clear();
    if (page.alive()) tell({ type: 'gone' });
  });
}
