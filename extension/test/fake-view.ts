/** As much of a document as views are made of, for tests without a browser. What an element does is what tests here look at. */

class FakeNode {}

export class FakeElement extends FakeNode {
  className = '';
  hidden = false;
  value = '';
  checked = false;
  children: (FakeElement | string)[] = [];
  readonly attributes: Record<string, string> = {};
  readonly #listeners = new Map<string, ((event: unknown) => void)[]>();

  constructor(readonly tag: string) {
    super();
  }
  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.children = [text];
  }
  append(...children: (FakeElement | string)[]): void {
    this.children.push(...children);
  }
  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = children;
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  focus(): void {
    focused = this;
  }

  /** Does what a reader does to it, and gives what follows from that the time for it. */
  async does(type: string): Promise<void> {
    for (const listener of this.#listeners.get(type) ?? []) listener({ preventDefault: () => undefined });
    await settle();
  }
  /** All elements of that tag in it. */
  all(tag: string): FakeElement[] {
    return this.children.flatMap((child) => (typeof child === 'string' ? [] : [...(child.tag === tag ? [child] : []), ...child.all(tag)]));
  }
  one(tag: string, at = 0): FakeElement {
    const found = this.all(tag)[at];
    if (!found) throw new Error(`no ${tag} number ${at} in ${this.tag}`);
    return found;
  }
}

let focused: FakeElement | null = null;

/** What has the focus. */
export const focusIn = (): FakeElement | null => focused;

export const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** Puts the fake document where views look for it. */
export function installView(): void {
  Object.assign(globalThis, { Node: FakeNode, document: { createElement: (tag: string) => new FakeElement(tag) } });
}

/** An element of a view as what it is here. */
export const fake = (element: HTMLElement): FakeElement => element as unknown as FakeElement;
