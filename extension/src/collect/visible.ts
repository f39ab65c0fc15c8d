import { around, baseAddress, boxOf, documentOf, isClosed, isRendered, localName, windowOf } from './dom';

/** Elements that begin and end a block, however they are set. */
const BLOCK_LEVEL = new Set(
  ('address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure '
    + 'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody '
    + 'td tfoot th thead tr ul').split(' '),
);

/** Whether its name makes it a block. */
export const isNamedBlock = (element: Element): boolean => BLOCK_LEVEL.has(localName(element));

const SET_AS_BLOCK = /^(?:block|flow-root|list-item|flex|grid|table(?:-.+)?)$/;

/** Which text a reader sees. Asked of the elements around the text, each of them once. */
export class Visibility {
  readonly #window: Window | null;
  readonly #block = new Map<Element, boolean>();
  readonly #rendered = new Map<Element, boolean>();
  readonly #seen = new Map<Element, boolean>();
  /** Whether only a closed `<details>` keeps it from being drawn. */
  readonly #folded = new Map<Element, boolean>();
  /** Whether something between an element and its block puts it away. */
  readonly #away = new Map<Element, boolean>();

  constructor(document: Document) {
    this.#window = windowOf(document);
  }

  /** Whether a block of text begins and ends with it: by its name, or as it is set. A paragraph is one however it is set. */
  isBlock(element: Element): boolean {
    let block = this.#block.get(element);
    if (block === undefined) {
      block = isNamedBlock(element) || this.#isSetAsBlock(element);
      this.#block.set(element, block);
    }
    return block;
  }

  #isSetAsBlock(element: Element): boolean {
    const style = this.#window?.getComputedStyle(element);
    // What floats is set as a block in any case: an initial is a letter of its word all the same.
    return style !== undefined && SET_AS_BLOCK.test(style.display) && style.float === 'none' && style.position !== 'absolute' && style.position !== 'fixed';
  }

  /**
   * Whether the browser draws it, or would where the reader opens the `<details>` around it: what a click shows is there to be read. Of a
   * document without a window nothing is.
   */
  isRendered(element: Element): boolean {
    let rendered = this.#rendered.get(element);
    if (rendered === undefined) {
      rendered = isRendered(element) || this.#isFolded(element);
      // What has no box of its own is drawn with what is around it.
      for (let at: Element | null = element; !rendered && at && this.#hasNoBox(at); ) {
        at = around(at);
        rendered = at !== null && isRendered(at);
      }
      this.#rendered.set(element, rendered);
    }
    return rendered;
  }

  /** Whether text right in it can be seen: not where that has no size, or where it is clear, clipped or beside the page within its block. */
  isSeen(element: Element): boolean {
    let seen = this.#seen.get(element);
    if (seen === undefined) {
      seen = this.isRendered(element) && this.#window?.getComputedStyle(element).fontSize !== '0px' && !this.#isInsideAway(element);
      this.#seen.set(element, seen);
    }
    return seen;
  }

  /** Up to the block, without recursion: a page may nest without end. */
  #isInsideAway(element: Element): boolean {
    const way: Element[] = [];
    let away = false;
    for (let at: Element | null = element; at && !away && !this.isBlock(at); at = around(at)) {
      const known = this.#away.get(at);
      way.push(at);
      away = known ?? this.#isPutAway(at);
      if (known !== undefined) break;
    }
    for (const at of way) this.#away.set(at, away);
    return away;
  }

  /** Without recursion, since a page may nest without end. */
  #isFolded(element: Element): boolean {
    const way: Element[] = [];
    let folded = false;
    for (let at: Element | null = element; at; at = around(at)) {
      const known = this.#folded.get(at);
      if (known === undefined && isRendered(at)) {
        folded = isClosed(at);
        break;
      }
      way.push(at);
      folded = known ?? false;
      const style = known === undefined ? this.#window?.getComputedStyle(at) : undefined;
      if (known !== undefined || style?.display === 'none' || style?.visibility !== 'visible') break;
    }
    for (const at of way) this.#folded.set(at, folded);
    return folded;
  }

  #hasNoBox(element: Element): boolean {
    return this.#window?.getComputedStyle(element).display === 'contents';
  }

  /** Drawn, and yet not to be seen. */
  #isPutAway(element: Element): boolean {
    const window = this.#window;
    if (!window) return false;
    const style = window.getComputedStyle(element);
    if (style.display === 'contents') return false;
    if (style.opacity === '0') return true;
    if (style.display === 'inline' && style.position === 'static') return false;
    // What is not drawn has no size that tells anything.
    if (!isRendered(element)) return false;
    const { width, height, right, bottom } = boxOf(element);
    if (style.overflow !== 'visible' && (width <= 1 || height <= 1)) return true;
    if (/^inset\((?:50|100)%/.test(style.clipPath)) return true;
    if (style.position !== 'absolute' && style.position !== 'fixed' && style.position !== 'relative') return false;
    const { scrollX, scrollY } = windowOf(documentOf(element) ?? window.document) ?? window;
    return right + scrollX <= 0 || bottom + scrollY <= 0 || /^rect\(0px,? 0px,? 0px,? 0px\)$/.test(style.clip);
  }
}

/** The absolute form of an address that stands in the document; null where it is none. */
export function absolute(address: string | null, document: Document): string | null {
  const base = baseAddress(document);
  return address !== null && URL.canParse(address, base) ? new URL(address, base).href : null;
}
