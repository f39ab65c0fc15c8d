import { LETTER_OR_DIGIT, TOO_LONG, TOO_MANY } from '../shared/limits';
import type { PageBlock, PageElement, PageTime } from '../shared/report';
import { around, attribute, localName, textContent } from './dom';
import type { Piece } from './pieces';
import type { Visibility } from './visible';

/** One block of the page's text, and where in the page its characters stand. */
export interface CollectedBlock {
  text: string;
  pieces: Piece<Text>[];
}

const HINT_LENGTH = 200;
const BEGINS_IN_WORD = /^[\p{L}\p{N}\p{M}]/u;
const ENDS_IN_WORD = /[\p{L}\p{N}\p{M}]$/u;
const NOT_SPACE = /\S/;
/** Times of a page that are kept: more are those of comments. */
export const MAX_TIMES = 256;
/** Characters of a time that are read. */
const MAX_TIME = 100;
/** Link targets of a block that are kept; more make it a list of links. */
const MAX_TARGETS = 32;

/** Thrown where a page holds more text than is worth reading. */
export class TooLong extends Error {}

const nonSpace = (text: string): number => text.replace(/\s+/g, '').length;

/** The walk's state: the run of text that is being gathered, and the blocks that are done. */
export class Gatherer {
  readonly blocks: PageBlock[] = [];
  readonly collected: CollectedBlock[] = [];
  readonly elements: PageElement[] = [];
  readonly times: PageTime[] = [];
  /** Places where something that cannot be seen stands within a word that can. */
  hiddenInWords = 0;
  readonly #visibility: Visibility;
  readonly #indices = new Map<Element, number>();
  readonly #open: Element[] = [];
  #pieces: Piece<Text>[] = [];
  #length = 0;
  #total = 0;
  #linkedPieces = new Set<Piece<Text>>();
  #targets: string[] = [];
  #gap = false;
  /** Index of the last `<br>`'s piece while only white space has followed it, else -1. */
  #lineBreak = -1;
  /** A row of line breaks has just ended a block: further ones belong to that row. */
  #inBreaks = false;

  constructor(visibility: Visibility) {
    this.#visibility = visibility;
  }

  /** Begins a block. Who finds the article is told of elements that are blocks by name: those that style sheets make blocks no file tells. */
  enter(element: Element, isNamed: boolean): void {
    this.flush();
    if (isNamed) this.#open.push(element);
  }

  leave(isNamed: boolean): void {
    this.flush();
    if (isNamed) this.#open.pop();
  }

  /** How many blocks there are when the one that is gathered has ended. */
  end(): number {
    this.flush();
    return this.blocks.length;
  }

  text(node: Text, linked: boolean): void {
    const text = node.data;
    if (text.length === 0) return;
    this.#total += text.length;
    if (this.#total > TOO_LONG) throw new TooLong();
    const piece = this.#add(node, text);
    if (NOT_SPACE.test(text)) {
      this.#lineBreak = -1;
      this.#inBreaks = false;
      if (linked) this.#linkedPieces.add(piece);
    }
  }

  lineBreak(): void {
    if (this.#inBreaks) return;
    if (this.#lineBreak >= 0) {
      this.#pieces.length = this.#lineBreak + 1;
      this.flush();
      this.#inBreaks = true;
      return;
    }
    this.#lineBreak = this.#pieces.length;
    this.#add(null, '\n');
  }

  /** A mark that the page is shown with and that is no text of it; the closing one only where its block goes on. */
  mark(text: string, linked: boolean, closing: boolean): void {
    if (closing && this.#pieces.length === 0) return;
    const piece = this.#add(null, text);
    this.#lineBreak = -1;
    this.#inBreaks = false;
    if (linked) this.#linkedPieces.add(piece);
  }

  skip(): void {
    this.#gap = true;
  }

  /** An element that says a time, in the block that is gathered. */
  time(element: Element): void {
    if (this.times.length < MAX_TIMES) this.times.push(timeOf(element, this.blocks.length));
  }

  link(target: string): void {
    if (this.#targets.length < MAX_TARGETS && target.startsWith('http')) this.#targets.push(target);
  }

  flush(): void {
    const pieces = this.#visiblePieces();
    const text = textOf(pieces);
    if (LETTER_OR_DIGIT.test(text)) {
      if (this.blocks.length >= TOO_MANY) throw new TooLong();
      const linked = pieces.reduce((sum, piece) => sum + (this.#linkedPieces.has(piece) ? nonSpace(piece.text) : 0), 0);
      this.blocks.push({
        element: this.#index(),
        text,
        linked: linked === 0 ? 0 : linked / nonSpace(text),
        links: this.#targets,
        hidden: !pieces.some((piece) => NOT_SPACE.test(piece.text) && this.#isRendered(piece)),
      });
      this.collected.push({ text, pieces });
    }
    this.#pieces = [];
    this.#length = 0;
    this.#linkedPieces = new Set();
    this.#targets = [];
    this.#gap = false;
    this.#lineBreak = -1;
    this.#inBreaks = false;
  }

  #add(node: Text | null, text: string): Piece<Text> {
    const piece = { node, start: this.#length, text, gap: this.#gap && this.#pieces.length > 0 };
    this.#pieces.push(piece);
    this.#length += text.length;
    this.#gap = false;
    return piece;
  }

  /** The run as a reader sees it: without the pieces that are put away, where others of it can be seen. */
  #visiblePieces(): Piece<Text>[] {
    const all = this.#pieces;
    const seen = all.map((piece) => piece.node === null || this.#isSeen(piece));
    if (seen.every(Boolean) || !all.some(({ node, text }, at) => node && seen[at] && NOT_SPACE.test(text))) return all;
    const pieces: Piece<Text>[] = [];
    let start = 0;
    let away = false;
    all.forEach((piece, at) => {
      if (!seen[at]) {
        away = true;
        return;
      }
      if (away && BEGINS_IN_WORD.test(piece.text) && ENDS_IN_WORD.test(pieces.at(-1)?.text ?? '')) this.hiddenInWords += 1;
      piece.gap = pieces.length > 0 && (piece.gap || away);
      piece.start = start;
      start += piece.text.length;
      pieces.push(piece);
      away = false;
    });
    return pieces;
  }

  #isSeen({ node }: Piece<Text>): boolean {
    const parent = node && around(node);
    return !parent || this.#visibility.isSeen(parent);
  }

  #isRendered({ node }: Piece<Text>): boolean {
    const parent = node && around(node);
    return parent !== null && this.#visibility.isRendered(parent);
  }

  /** The index of the innermost open element; it and its ancestors enter the list when a block first stands in them. */
  #index(): number {
    let known = this.#open.length;
    while (known > 0 && !this.#indices.has(this.#open[known - 1] as Element)) known -= 1;
    let index = known > 0 ? this.#indices.get(this.#open[known - 1] as Element) ?? -1 : -1;
    for (const element of this.#open.slice(known)) {
      this.#indices.set(element, this.elements.length);
      index = this.elements.push({ parent: index, tag: localName(element).toLowerCase(), hint: hintOf(element) }) - 1;
    }
    return index;
  }
}

const textOf = (pieces: readonly Piece<Text>[]): string => pieces.map(({ text }) => text).join('');

function hintOf(element: Element, ...more: string[]): string {
  const names = ['id', 'class', 'role', 'itemprop', ...more].map((name) => attribute(element, name) ?? '');
  return names.join(' ').toLowerCase().slice(0, HINT_LENGTH);
}

/** What an element says of a time, before or in the block of a number. */
export const timeOf = (element: Element, block: number): PageTime => ({
  block,
  datetime: attribute(element, 'datetime') ?? attribute(element, 'content') ?? '',
  text: (textContent(element) ?? '').slice(0, MAX_TIME),
  hint: hintOf(element, 'property'),
});
