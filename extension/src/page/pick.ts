import {
  all, around, body, boxOf, contains, elementAt, firstElement, framed, listen, nextElement, parentElement, previousElement, rootElement, scrollIntoView, windowOf,
} from '../collect/dom';
import { collect } from '../collect/collect';
import { Visibility } from '../collect/visible';
import { MAX_DEPTH, startOf, type Outlined } from '../shared/parts';
import type { PickStep } from '../shared/protocol';
import { holderOf } from './anchor';
import { manner, type PageWindow } from './show';

/** What stands in an element: its words, in how many blocks, and the first of them. */
interface Held {
  words: number;
  blocks: number;
  first: string[];
}

/** An element with as much of the words of the one around it holds the article, where nothing else is known. */
const MOST = 0.6;
/** So far up a block is counted: no page that is meant to be read is deeper. */
const HIGHEST = 500;

const STEPS: Record<string, PickStep> = { ArrowUp: 'wider', ArrowDown: 'narrower', ArrowLeft: 'previous', ArrowRight: 'next', Enter: 'take', Escape: 'stop' };

const wordsOf = (text: string): string[] => text.trim().split(/\s+/);
/** So many first words tell one part from another. */
const STARTS = 12;

export interface Picking {
  /** What is outlined now, or null at the end; and what was before. */
  outlined(now: Outlined | null, before: number[] | null): void;
  /** The reader has chosen. */
  taken(element: Element): void;
  /** It is over, whether something was chosen or not. */
  ended(): void;
}

/**
 * Lets the reader choose the element that holds the article, with the pointer or with keys. Nothing in the page changes: whoever is told
 * what is outlined draws the outline.
 */
export class Picker {
  readonly #window: PageWindow;
  readonly #told: Picking;
  readonly #visibility: Visibility;
  readonly #held = new Map<Element, Held>();
  readonly #stop: (() => void)[];
  #at: Element | null = null;
  /** The narrower ones that the reader came from. */
  #trail: Element[] = [];
  /** It was come to by keys: the pointer within it changes nothing. */
  #pinned = false;
  #path: number[] | null = null;

  /** Fails with `TooLong`, as a check does. */
  constructor(window: PageWindow, told: Picking) {
    this.#window = window;
    this.#told = told;
    this.#visibility = new Visibility(window.document);
    this.#count();
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    this.#stop = [
      ...this.#listen(window, swallow, (event) => elementAt(window.document, event.clientX, event.clientY)),
      // Of what is pointed at in a frame the frame is told: an outline goes around it as a whole.
      ...all(window.document, 'iframe, frame').flatMap((frame) => {
        const inside = windowOf(framed(frame) ?? window.document);
        return inside && inside !== window ? this.#listen(inside, swallow, () => frame) : [];
      }),
    ];
  }

  #listen(window: Window, swallow: (event: Event) => void, under: (event: MouseEvent) => Element | null): (() => void)[] {
    return [
      listen(window, 'pointermove', (event) => this.#point(under(event))),
      listen(window, 'keydown', (event) => {
        const step = STEPS[event.key];
        if (!step || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
        swallow(event);
        this.step(step);
      }, false),
      // The click that chooses is no click on the page's links and menus.
      ...(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'auxclick'] as const).map((type) => listen(window, type, swallow, false)),
      listen(window, 'click', (event) => {
        swallow(event);
        if (event.isTrusted) this.#click(under(event));
      }, false),
    ];
  }

  get outlined(): Outlined | null {
    const held = this.#at && this.#held.get(this.#at);
    return held ? { path: this.#path ?? [], words: held.words, starts: startOf(held.first.join(' ')) } : null;
  }

  step(step: PickStep): void {
    switch (step) {
      case 'start':
        this.#go(this.#likely(), true);
        // Nobody has come to it: the pointer may go anywhere.
        this.#pinned = false;
        // A page without a word: there is nothing to choose, and nothing is kept from it.
        if (!this.#at) this.end();
        return;
      case 'wider':
        return this.#widen();
      case 'narrower':
        return this.#go(this.#trail.pop() ?? this.#narrower(), true);
      case 'previous':
        return this.#beside(previousElement);
      case 'next':
        return this.#beside(nextElement);
      case 'take': {
        const chosen = this.#at;
        this.end();
        if (chosen) this.#told.taken(chosen);
        return;
      }
      case 'stop':
        return this.end();
    }
  }

  end(): void {
    for (const stop of this.#stop.splice(0)) stop();
    const before = this.#path;
    this.#at = null;
    this.#path = null;
    this.#told.outlined(null, before);
    this.#told.ended();
  }

  /** Of every element around a block, what it holds. */
  #count(): void {
    for (const block of collect(this.#window.document).blocks) {
      const own = wordsOf(block.text);
      let at: Element | null = holderOf(block);
      for (let up = 0; at && up < HIGHEST; up += 1, at = around(at)) {
        const held = this.#held.get(at);
        if (!held) this.#held.set(at, { words: own.length, blocks: 1, first: own.slice(0, STARTS) });
        else {
          held.words += own.length;
          held.blocks += 1;
          if (held.first.length < STARTS) held.first.push(...own.slice(0, STARTS - held.first.length));
        }
      }
    }
  }

  /** Elements in shadow trees stand in no style sheet's reach: their hosts can be chosen. */
  #canBeChosen(element: Element): boolean {
    return this.#held.has(element) && contains(this.#window.document, element) && element !== rootElement(this.#window.document)
      && (this.#visibility.isBlock(element) || element === body(this.#window.document) || framed(element) !== null);
  }

  #likely(): Element | null {
    let at: Element | null = body(this.#window.document);
    for (let next: Element | null = at; next; next = this.#child(next, MOST)) at = next;
    return at;
  }

  /** The element right in it that has most of its words, if that is the least share that is asked for. */
  #child(of: Element, least: number): Element | null {
    let best: Element | null = null;
    for (let child = firstElement(of); child; child = nextElement(child)) {
      if (this.#words(child) > this.#words(best)) best = child;
    }
    return best && this.#words(best) >= least * this.#words(of) && this.#words(best) > 0 && this.#hasBlocks(best) ? best : null;
  }

  #words(element: Element | null): number {
    return (element && this.#held.get(element)?.words) ?? 0;
  }

  #blocks(element: Element): number {
    return this.#held.get(element)?.blocks ?? 0;
  }

  #hasBlocks(element: Element): boolean {
    return this.#blocks(element) > 1 && this.#canBeChosen(element);
  }

  /** The next one around that holds more. */
  #widen(): void {
    const from = this.#at;
    if (!from) return;
    let at = parentElement(from);
    while (at && !(this.#canBeChosen(at) && this.#blocks(at) > this.#blocks(from))) at = parentElement(at);
    if (!at) return;
    const trail = [...this.#trail, from];
    this.#go(at, true);
    this.#trail = trail;
  }

  /** The one in it with most words that holds less. */
  #narrower(): Element | null {
    const from = this.#at;
    for (let at = from; from && at; ) {
      let best: Element | null = null;
      for (let child = firstElement(at); child; child = nextElement(child)) if (this.#words(child) > this.#words(best)) best = child;
      if (best && this.#blocks(best) < this.#blocks(from)) return this.#canBeChosen(best) ? best : null;
      at = best;
    }
    return null;
  }

  #beside(next: (of: Element) => Element | null): void {
    this.#trail = [];
    for (let at: Element | null = this.#at; at; at = parentElement(at)) {
      for (let other = next(at); other; other = next(other)) if (this.#canBeChosen(other)) return this.#go(other, true);
    }
  }

  /** The closest element around what is pointed at that holds more than one block. */
  #closest(under: Element | null): Element | null {
    let at = under;
    while (at && !this.#hasBlocks(at)) at = parentElement(at);
    return at;
  }

  #point(under: Element | null): void {
    if (this.#pinned && this.#at && under && contains(this.#at, under)) return;
    const found = this.#closest(under);
    if (found && found !== this.#at) this.#go(found, false);
  }

  #click(under: Element | null): void {
    // By touch nothing was pointed at before.
    if (!(this.#at && under && contains(this.#at, under))) this.#go(this.#closest(under) ?? this.#at, false);
    this.step('take');
  }

  #go(to: Element | null, byKeys: boolean): void {
    if (!to || to === this.#at || !this.#held.has(to)) return;
    const before = this.#path;
    this.#at = to;
    this.#pinned = byKeys;
    if (!byKeys) this.#trail = [];
    this.#path = pathOf(to, this.#window.document);
    if (byKeys) {
      const block = boxOf(to).height > this.#window.innerHeight ? 'start' : 'nearest';
      scrollIntoView(to, { block, inline: 'nearest', behavior: manner(this.#window) });
    }
    this.#told.outlined(this.outlined, before);
  }
}

/** How many elements stand before it in each one around, and it: from the root's down. */
function pathOf(element: Element, document: Document): number[] | null {
  const path: number[] = [];
  const root = rootElement(document);
  let at: Element | null = element;
  for (; at && at !== root; at = parentElement(at)) {
    if (path.length >= MAX_DEPTH) return null;
    let number = 1;
    for (let other = previousElement(at); other; other = previousElement(other)) number += 1;
    path.unshift(number);
  }
  return path;
}
