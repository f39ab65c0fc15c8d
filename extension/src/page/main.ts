import { address, all, contentType, documentOf } from '../collect/dom';
import { collect, TooLong, type CollectedBlock } from '../collect/collect';
import { coveredBy } from '../collect/elsewhere';
import type { CheckId } from '../shared/checks';
import { problemOf } from '../shared/errors';
import type { Mark } from '../shared/marks';
import type { Part, Place } from '../shared/parts';
import { isToPage, tell, type PageAnswers, type PickStep, type Reply, type ToPage } from '../shared/protocol';
import { Painter } from './paint';
import { Picker } from './pick';
import { findPlace, placeOf } from './place';
import { watchPointer } from './point';
import { sweep } from './registry';
import { isInSight, showPlace } from './show';
import { watch } from './watch';

/**
 * The content script: injected by a click, it reads the page, paints its marks, and is the authority on whether the page
 * is marked. The background may die and the panel may be closed at any moment.
 */

/** Where the script finds itself when it is injected once more. A symbol, since pages name elements as they like. */
const INJECTED = Symbol.for('wherefrom.page');

class MarkedPage {
  readonly #painter = new Painter(window);
  /** The check that was asked for last; null where there is none. */
  #check: CheckId | null = null;
  #marked = false;
  #address = '';
  #blocks: CollectedBlock[] = [];
  #article: readonly number[] = [];
  #stop: (() => void)[] = [];
  #picker: Picker | null = null;
  /** What the reader chose to be the article of this page. */
  #chosen: Element | null = null;

  /** False once the extension was updated, reloaded or removed: its scripts stay behind in the page without it. */
  alive(): boolean {
    return chrome.runtime?.id !== undefined;
  }

  answer(message: ToPage): PageAnswers[ToPage['type']] {
    switch (message.type) {
      case 'toggle':
        return this.#toggle(message);
      case 'paint':
        return this.#paint(message);
      case 'clear':
        if (message.check === this.#check) this.clear();
        return { type: 'cleared' };
      case 'read':
        return this.#read();
      case 'select':
        return this.#select(message.block);
      case 'pick':
        return this.#pick(message.step);
      case 'ping':
        return { type: 'alive', waiting: this.#marked ? null : this.#check, marked: this.#marked ? this.#check : null, marks: this.#painter.counts.marks };
    }
  }

  clear(): void {
    this.#check = null;
    this.#marked = false;
    this.#blocks = [];
    this.#article = [];
    for (const stop of this.#stop.splice(0)) stop();
    this.#painter.clear();
  }

  /** The reader has gone to another page, or the page has become another one. */
  leave(): void {
    const check = this.#check;
    this.clear();
    this.#chosen = null;
    this.#picker?.end();
    if (check !== null && this.alive()) tell({ type: 'left', check });
  }

  #toggle({ check, marks, place }: Extract<ToPage, { type: 'toggle' }>): PageAnswers['toggle'] {
    if (this.#marked) {
      if (marks === 'keep') return { type: 'kept' };
      if (marks === 'off') {
        this.clear();
        return { type: 'removed' };
      }
    }
    this.clear();
    this.#picker?.end();
    if (marks === 'found') this.#chosen = null;
    if (isPdf()) return { type: 'unreadable', why: 'pdf' };
    try {
      const { part: wanted, element } = this.#part(marks === 'found' ? null : place);
      let part = wanted;
      const { page, blocks, hiddenInWords } = collect(document, undefined, element);
      const [from, end] = page.chosen ?? [0, 0];
      if (element && !page.blocks.slice(from, end).some(({ hidden }) => !hidden)) {
        // Nothing of it can be read: the article is looked for.
        page.chosen = null;
        this.#chosen = null;
        part = { choice: place ? 'missing' : 'found', place };
      }
      this.#blocks = blocks;
      this.#address = withoutFragment(address(document));
      this.#check = check;
      return { type: 'collected', page, hiddenInWords, elsewhere: coveredBy(document), part, framed: blocks.some(isFramed) };
    } catch (error) {
      if (error instanceof TooLong) return { type: 'unreadable', why: 'too-long' };
      throw error;
    }
  }

  #read(): PageAnswers['read'] {
    if (isPdf()) return { type: 'unreadable', why: 'pdf' };
    try {
      return { type: 'read', page: collect(document, undefined, this.#part(null).element).page };
    } catch (error) {
      if (error instanceof TooLong) return { type: 'unreadable', why: 'too-long' };
      throw error;
    }
  }

  /** What is to be compared: what the reader chose on this page, else what was chosen for its site, else the article as it is found. */
  #part(place: Place | null): { part: Part; element: Element | null } {
    if (this.#chosen && !this.#chosen.isConnected) this.#chosen = null;
    if (this.#chosen) return { part: { choice: 'chosen', place: placeOf(this.#chosen, document) }, element: this.#chosen };
    const element = place && findPlace(document, place);
    return { part: { choice: element ? 'remembered' : place ? 'missing' : 'found', place }, element };
  }

  #pick(step: PickStep): PageAnswers['pick'] {
    if (step === 'start') {
      this.#picker?.end();
      this.#picker = new Picker(window, {
        outlined: (outlined, before) => {
          if (this.alive()) tell({ type: 'outlined', outlined, before });
        },
        taken: (element) => {
          this.#chosen = element;
          if (this.alive()) tell({ type: 'picked' });
        },
        ended: () => {
          this.#picker = null;
        },
      });
    }
    this.#picker?.step(step);
    return { type: 'picking', outlined: this.#picker?.outlined ?? null };
  }

  #paint({ check, marks, article, show }: Extract<ToPage, { type: 'paint' }>): PageAnswers['paint'] {
    if (check !== this.#check || this.#marked) return { type: 'stale' };
    this.#marked = true;
    this.#article = article;
    this.#painter.paint(this.#blocks, marks);
    this.#stop.push(
      watch(window, { look: (changed) => this.#look(changed), recoloured: () => this.#painter.recolour() }),
      watchPointer(window, this.#painter, (block) => this.#pointed(block)),
    );
    if (show) this.#showFirst(marks);
    return { type: 'painted', ...this.#painter.counts };
  }

  /** The reader sees what came of the click: the page moves where none of the marks is in view. */
  #showFirst(marks: readonly Mark[]): void {
    const places = [...new Set(marks.map(({ block }) => block))].flatMap((block) => this.#painter.place(block) ?? []);
    const [first] = places;
    if (first && !places.some((place) => isInSight(window, place))) showPlace(window, first);
  }

  #select(block: number | null): PageAnswers['select'] {
    if (!this.#marked) return { type: 'selected', found: false };
    this.#painter.select(block);
    this.#painter.check();
    if (block === null) return { type: 'selected', found: true };
    const place = this.#painter.place(block);
    if (place) showPlace(window, place);
    return { type: 'selected', found: place !== null };
  }

  #pointed(block: number): void {
    if (!this.alive()) return this.clear();
    if (this.#picker) return;
    this.#painter.select(block);
    tell({ type: 'pointed', block });
  }

  #look(changed: boolean): void {
    if (!this.alive()) return this.clear();
    this.#painter.check({ changed });
    // A page may change its address while the article stays (scrolling, tracking): only text that is gone is a new page.
    if (withoutFragment(address(document)) !== this.#address && !this.#painter.findsAny(this.#article)) this.leave();
  }
}

/** Whether the browser shows a PDF here, which is a page of its own without a text. */
const isPdf = (): boolean => contentType(document) === 'application/pdf' || all(document, 'body > embed[type="application/pdf"]').length > 0;

/** Whether it stands in a frame on the page. */
const isFramed = ({ pieces }: CollectedBlock): boolean => pieces.some(({ node }) => node !== null && documentOf(node) !== document);

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';

function replyTo(page: MarkedPage, message: ToPage): Reply<PageAnswers[ToPage['type']]> {
  try {
    return { ok: page.answer(message) };
  } catch (error) {
    return { problem: problemOf(error, message.type === 'toggle' || message.type === 'read' ? 'collect-failed' : 'paint-failed') };
  }
}

const world: typeof globalThis & { [INJECTED]?: MarkedPage } = globalThis;

if (!world[INJECTED]?.alive()) {
  sweep(window);
  const page = new MarkedPage();
  world[INJECTED] = page;
  chrome.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: unknown) => void) => {
    if (sender.id === chrome.runtime.id && isToPage(message)) reply(replyTo(page, message));
  });
  // Marks do not wait in the browser's cache of left pages: coming back starts clean, as the panel says.
  window.addEventListener('pagehide', () => page.leave());
}
