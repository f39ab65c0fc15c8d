import type { PageBlock, PageElement, PageInput } from '../report';
import type { Piece } from './pieces';

/** One block of the page's text, and where in the page its characters stand. */
export interface CollectedBlock {
  text: string;
  pieces: Piece<Text>[];
}

export interface Collected {
  page: PageInput;
  /** In the order of `page.blocks`. */
  blocks: CollectedBlock[];
}

/** Not read at all: no prose for the reader stands in them. */
const SKIPPED = new Set(
  ('script style noscript template textarea select option svg math iframe object embed canvas video audio picture map head')
    .split(' '),
);

/** A block of text ends where one of these begins or ends. A fixed list, because the command reads pages without styles. */
const BLOCK_LEVEL = new Set(
  ('address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure '
    + 'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody '
    + 'td tfoot th thead tr ul').split(' '),
);

const HINT_LENGTH = 200;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const NOT_SPACE = /\S/;
/** Above this many UTF-16 units of text a page is refused: no article is near it, and the message would be. */
export const TOO_LONG = 4_000_000;

/** Thrown where a page holds more text than is worth reading. */
export class TooLong extends Error {}

function nonSpace(text: string): number {
  return text.replace(/\s+/g, '').length;
}

/** Link targets of a block that are kept; more make it a list of links. */
const MAX_TARGETS = 32;

/** The walk's state: the run of text that is being gathered, and the blocks that are done. */
class Gatherer {
  readonly blocks: PageBlock[] = [];
  readonly collected: CollectedBlock[] = [];
  readonly elements: PageElement[] = [];
  readonly #indices = new Map<Element, number>();
  readonly #open: Element[] = [];
  readonly #shown = new Map<Element, boolean>();
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

  enter(element: Element): void {
    this.flush();
    this.#open.push(element);
  }

  leave(): void {
    this.flush();
    this.#open.pop();
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

  skip(): void {
    this.#gap = true;
  }

  link(target: string): void {
    if (this.#targets.length < MAX_TARGETS && target.startsWith('http')) this.#targets.push(target);
  }

  flush(): void {
    const pieces = this.#pieces;
    const text = pieces.map((piece) => piece.text).join('');
    if (LETTER_OR_DIGIT.test(text)) {
      const linked = pieces.reduce((sum, piece) => sum + (this.#linkedPieces.has(piece) ? nonSpace(piece.text) : 0), 0);
      this.blocks.push({
        element: this.#index(this.#open.length - 1),
        text,
        linked: linked === 0 ? 0 : linked / nonSpace(text),
        links: this.#targets,
        hidden: !pieces.some((piece) => this.#isShown(piece)),
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

  #isShown(piece: Piece<Text>): boolean {
    const parent = piece.node?.parentElement;
    if (!parent || !NOT_SPACE.test(piece.text)) return false;
    let shown = this.#shown.get(parent);
    if (shown === undefined) {
      shown = parent.checkVisibility({ visibilityProperty: true });
      this.#shown.set(parent, shown);
    }
    return shown;
  }

  /** The index of an open element; it and its ancestors enter the list when a block first stands in them. */
  #index(depth: number): number {
    const element = this.#open[depth];
    if (!element) return -1;
    const known = this.#indices.get(element);
    if (known !== undefined) return known;
    const parent = this.#index(depth - 1);
    const index = this.elements.length;
    this.elements.push({ parent, tag: element.localName.toLowerCase(), hint: hintOf(element) });
    this.#indices.set(element, index);
    return index;
  }
}

function hintOf(element: Element): string {
  const names = ['id', 'class', 'role', 'itemprop'].map((name) => element.getAttribute(name) ?? '');
  return names.join(' ').toLowerCase().slice(0, HINT_LENGTH);
}

/** Walks `root` in document order without recursion, so that no nesting is too deep. */
function walk(root: Element, gatherer: Gatherer): void {
  let links = 0;
  const isLink = (element: Element): boolean => element.localName === 'a' && element.hasAttribute('href');
  const leave = (element: Element): void => {
    if (BLOCK_LEVEL.has(element.localName)) gatherer.leave();
    if (isLink(element)) links -= 1;
  };

  gatherer.enter(root);
  let node: Node | null = root.firstChild;
  while (node) {
    let down: Node | null = null;
    if (node.nodeType === Node.TEXT_NODE) {
      gatherer.text(node as Text, links > 0);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      const tag = element.localName;
      if (SKIPPED.has(tag)) {
        gatherer.skip();
      } else if (tag === 'br') {
        gatherer.lineBreak();
      } else {
        if (BLOCK_LEVEL.has(tag)) gatherer.enter(element);
        if (isLink(element)) {
          links += 1;
          gatherer.link((element as HTMLAnchorElement).href);
        }
        down = element.firstChild;
        if (!down) leave(element);
      }
    }
    if (down) {
      node = down;
      continue;
    }
    while (node && !node.nextSibling) {
      node = node.parentNode;
      if (node === root) node = null;
      else if (node) leave(node as Element);
    }
    node = node?.nextSibling ?? null;
  }
  gatherer.leave();
}

/** The page's text in blocks and its metadata, read from a live document. Nothing in the document is changed. */
export function collect(document: Document, root: Element | null = document.body): Collected {
  const gatherer = new Gatherer();
  if (root) walk(root, gatherer);
  const all = <T extends Element>(selector: string): T[] => [...document.querySelectorAll<T>(selector)];
  const meta = all<HTMLMetaElement>('meta[content]').flatMap((element): [string, string][] => {
    const name = element.getAttribute('name') ?? element.getAttribute('property') ?? element.getAttribute('itemprop');
    return name ? [[name.toLowerCase(), element.content]] : [];
  });
  return {
    page: {
      url: document.URL,
      title: document.title || null,
      lang: document.documentElement.lang || null,
      canonical: document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]')?.href || null,
      meta,
      jsonLd: all('script[type="application/ld+json"]').map((element) => element.textContent ?? ''),
      times: all('time[datetime]').map((element) => element.getAttribute('datetime') ?? ''),
      elements: gatherer.elements,
      blocks: gatherer.blocks,
    },
    blocks: gatherer.collected,
  };
}
