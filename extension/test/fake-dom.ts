/**
 * As much of a document as the collector reads, for tests without a browser. As in a browser, what a node tells of itself are
 * getters of its prototype; a test clobbers one by giving an element a property of its own.
 */

const ADDRESS = 'https://paper.example/story/';

const BLOCKS = new Set(['body', 'div', 'p', 'ul', 'li', 'form', 'section']);

type Child = FakeElement | string;

class FakeNode {
  _parent: FakeElement | null = null;
  get nodeType(): number {
    return this instanceof FakeText ? 3 : 1;
  }
  get parentNode(): FakeElement | null {
    return this._parent;
  }
  get parentElement(): FakeElement | null {
    return this._parent;
  }
  get firstChild(): FakeNode | null {
    return this instanceof FakeElement ? (this._children[0] ?? null) : null;
  }
  get nextSibling(): FakeNode | null {
    const siblings = this._parent?._children ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this instanceof FakeText ? this.data : this instanceof FakeElement ? this._children.map((child) => child.textContent).join('') : '';
  }
  get ownerDocument(): null {
    return null;
  }
  get baseURI(): string {
    return ADDRESS;
  }
}

class FakeText extends FakeNode {
  constructor(readonly data: string) {
    super();
  }
  get assignedSlot(): null {
    return null;
  }
}

export class FakeElement extends FakeNode {
  readonly _children: FakeNode[];
  constructor(readonly _tag: string, readonly _attributes: Record<string, string>, children: Child[]) {
    super();
    this._children = children.map((child) => (typeof child === 'string' ? new FakeText(child) : child));
    for (const child of this._children) child._parent = this;
  }
  get shadowRoot(): null {
    return null;
  }
  get assignedSlot(): null {
    return null;
  }
  get localName(): string {
    return this._tag;
  }
  _matches(selector: string): boolean {
    const wanted = [...selector.matchAll(/\[([\w-]+)(?:~="([^"]+)" i)?\]/g)];
    return /^\w+/.exec(selector)?.[0] === this._tag && wanted.every(([, name, word]) => {
      const given = this._attributes[name ?? ''];
      return given !== undefined && (word === undefined || given.toLowerCase().split(/\s+/).includes(word));
    });
  }
  getAttribute(name: string): string | null {
    return this._attributes[name] ?? null;
  }
  checkVisibility(): boolean {
    if (this._style['display'] === 'contents') return false;
    for (let at: FakeElement | null = this; at; at = at._parent) if (at._attributes['hidden'] !== undefined) return false;
    return true;
  }
  /** Styles are those of the attribute, "position: absolute; left: -999px" and the like. */
  get _style(): Record<string, string> {
    const given = Object.fromEntries((this._attributes['style'] ?? '').split(';').filter(Boolean).map((one) => one.split(':').map((part) => part.trim())));
    const display = BLOCKS.has(this._tag) ? 'block' : 'inline';
    return { display, float: 'none', position: 'static', fontSize: '16px', opacity: '1', overflow: 'visible', clipPath: 'none', clip: 'auto', ...given };
  }
  getBoundingClientRect(): { width: number; height: number; right: number; bottom: number } {
    const { left = '0', width = '50' } = this._style;
    const right = Number.parseFloat(left) + Number.parseFloat(width);
    return { width: Number.parseFloat(width), height: 20, right, bottom: 20 };
  }
}

class FakeDocument extends FakeNode {
  constructor(readonly _html: FakeElement) {
    super();
  }
  get body(): FakeElement | null {
    return this._html._children.find((child): child is FakeElement => child instanceof FakeElement && child._tag === 'body') ?? null;
  }
  get documentElement(): FakeElement {
    return this._html;
  }
  get title(): string {
    return 'A title';
  }
  get URL(): string {
    return ADDRESS;
  }
  get defaultView(): object {
    return { scrollX: 0, scrollY: 0, getComputedStyle: (element: FakeElement) => element._style };
  }
  /** Of selectors a list of tags with attributes, and with words in them. */
  querySelectorAll(selector: string): FakeElement[] {
    const found: FakeElement[] = [];
    const left: FakeNode[] = [this._html];
    for (let node = left.pop(); node; node = left.pop()) {
      if (!(node instanceof FakeElement)) continue;
      const element = node;
      if (selector.split(', ').some((one) => element._matches(one))) found.push(element);
      left.push(...[...element._children].reverse());
    }
    return found;
  }
}

/** Puts the fake prototypes where the collector looks for them. */
export function installDom(): void {
  Object.assign(globalThis, {
    Node: Object.assign(FakeNode, { TEXT_NODE: 3, ELEMENT_NODE: 1 }), Element: FakeElement, Document: FakeDocument, Text: FakeText,
    HTMLSlotElement: class {}, ShadowRoot: class {},
  });
}

export const element = (tag: string, attributes: Record<string, string> = {}, ...children: Child[]): FakeElement => new FakeElement(tag, attributes, children);

/** A document with this in its body. */
export const page = (...children: Child[]): Document =>
  new FakeDocument(element('html', { lang: 'en' }, element('body', {}, ...children))) as unknown as Document;
