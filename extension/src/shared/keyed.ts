/** Lists in the document that are brought up to date: what has not changed stays the element that it was, with its focus and what is open in it. */

export interface KeyedItem {
  key: string;
  /** Another one, and the element is made anew. */
  content: string;
  make(): HTMLElement;
}

interface Shown {
  element: HTMLElement;
  content: string;
}

/** The children of one element, by their keys. */
export class KeyedChildren {
  readonly #parent: HTMLElement;
  #shown = new Map<string, Shown>();

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  show(items: readonly KeyedItem[]): void {
    const before = this.#shown;
    this.#shown = new Map(items.map((item) => [item.key, this.#element(item, before.get(item.key))]));
    arrange(this.#parent, [...this.#shown.values()].map(({ element }) => element));
  }

  #element({ content, make }: KeyedItem, old: Shown | undefined): Shown {
    if (old?.content === content) return old;
    const element = make();
    if (old?.element.parentElement === this.#parent) {
      const focus = focusIn(old.element);
      old.element.replaceWith(element);
      focus?.(element);
    }
    return { element, content };
  }
}

/** Makes these the parent's children, and moves none that is in its place: what is moved loses the focus. */
export function arrange(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  elements.forEach((element, at) => {
    const there = parent.children[at];
    if (there !== element) parent.insertBefore(element, there ?? null);
  });
}

const FOCUSABLE = 'a[href], button, input, summary, [tabindex]';

/** How to give the focus that an element holds to the one that takes its place: to what stands in the same place there. */
function focusIn(element: HTMLElement): ((instead: HTMLElement) => void) | null {
  const focused = document.activeElement;
  if (!focused || !element.contains(focused)) return null;
  const at = [...element.querySelectorAll(FOCUSABLE)].indexOf(focused);
  return (instead) => {
    const there = instead.querySelectorAll<HTMLElement>(FOCUSABLE);
    (there[at] ?? there[0])?.focus({ preventScroll: true });
  };
}
