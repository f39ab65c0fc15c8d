import { LAYER_NAMES, layerName } from '../shared/layers';
import { all, documentOf, framed, ifAlive, windowOf } from '../collect/dom';
import type { PageWindow } from './show';

/** What is to be painted together: the strokes of one paragraph, or of the choice of one. */
export type Owner = number | 'selected';

export interface Stroke {
  /** The highlight's name in the registry. */
  name: string;
  range: Range;
}

/** A stroke as it was painted. The page sees the same range and may move it, so its boundaries are kept beside it. */
interface Painted extends Stroke {
  first: Node;
  firstOffset: number;
  last: Node;
  lastOffset: number;
}

interface Layer {
  name: string;
  highlight: Highlight;
  ranges: Set<Range>;
}

/** The chosen paragraph's tint lies over the marks'. */
const PRIORITY = { mark: 1, selected: 2 };
const priorityOf = (owner: Owner): number => (owner === 'selected' ? PRIORITY.selected : PRIORITY.mark);

/**
 * Our part of the page's highlight registry, which the page shares and may clear or rewrite; of the registries of frames on it, too.
 * Only what changes is touched.
 */
export class Registry {
  /** By document: the window of a frame has another one when that goes elsewhere. */
  readonly #layers = new Map<Document, Map<string, Layer>>();
  readonly #painted = new Map<Owner, Painted[]>();

  /** Paints an owner's strokes in place of those that it had. */
  put(owner: Owner, strokes: readonly Stroke[]): void {
    this.take(owner);
    if (strokes.length === 0) return;
    for (const { name, range } of strokes) {
      const document = documentOf(range.startContainer);
      const window = document && shownIn(document);
      if (!window) continue;
      const layer = this.#layers.get(document)?.get(name) ?? this.#newLayer(document, window, name, priorityOf(owner));
      layer.ranges.add(range);
      layer.highlight.add(range);
    }
    this.#painted.set(owner, strokes.map(({ name, range }) => ({
      name, range, first: range.startContainer, firstOffset: range.startOffset, last: range.endContainer, lastOffset: range.endOffset,
    })));
  }

  /** Takes an owner's strokes away. */
  take(owner: Owner): void {
    const painted = this.#painted.get(owner) ?? [];
    for (const [document, layers] of painted.length > 0 ? this.#layers : []) {
      if (!shownIn(document)) {
        this.#layers.delete(document);
        continue;
      }
      for (const { name, range } of painted) {
        const layer = layers.get(name);
        layer?.ranges.delete(range);
        layer?.highlight.delete(range);
        if (layer?.ranges.size === 0) this.#drop(document, layer);
      }
    }
    this.#painted.delete(owner);
  }

  clear(): void {
    for (const owner of [...this.#painted.keys()]) this.take(owner);
  }

  namesOf(owner: Owner): readonly string[] {
    return this.#painted.get(owner)?.map(({ name }) => name) ?? [];
  }

  /** Puts back what the page has taken away or added. Gives back the owners whose ranges it has moved, to be painted anew. */
  mend(): Owner[] {
    for (const [document, layers] of this.#layers) {
      const window = shownIn(document);
      if (!window) this.#layers.delete(document);
      else for (const layer of layers.values()) mendLayer(window.CSS.highlights, layer);
    }
    return [...this.#painted].filter(([, painted]) => painted.some(isMoved)).map(([owner]) => owner);
  }

  /** The paragraph with a stroke under a point of the viewport, at which the page has this node. */
  ownerAt(node: Node, x: number, y: number): number | null {
    for (const [owner, painted] of this.#painted) {
      if (owner === 'selected') continue;
      for (const { range } of painted) {
        // The caret is the nearest one, which may be far: the point must lie in a box of the mark's own text.
        if (!range.intersectsNode(node)) continue;
        for (const box of range.getClientRects()) {
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return owner;
        }
      }
    }
    return null;
  }

  #newLayer(document: Document, window: PageWindow, name: string, priority: number): Layer {
    const layer = { name, highlight: new window.Highlight(), ranges: new Set<Range>() };
    layer.highlight.priority = priority;
    const layers = this.#layers.get(document) ?? new Map<string, Layer>();
    this.#layers.set(document, layers.set(name, layer));
    window.CSS.highlights.set(name, layer.highlight);
    return layer;
  }

  #drop(document: Document, { name, highlight }: Layer): void {
    this.#layers.get(document)?.delete(name);
    const registry = shownIn(document)?.CSS.highlights;
    if (registry?.get(name) === highlight) registry.delete(name);
  }
}

function mendLayer(registry: HighlightRegistry, { name, highlight, ranges }: Layer): void {
  const whole = highlight.size === ranges.size && [...ranges].every((range) => highlight.has(range));
  if (!whole) {
    highlight.clear();
    for (const range of ranges) highlight.add(range);
  }
  highlight.priority = name.startsWith(SELECTED) ? PRIORITY.selected : PRIORITY.mark;
  if (registry.get(name) !== highlight) registry.set(name, highlight);
}

/** The window that shows a document; null once it is gone from there. */
const shownIn = (document: Document): PageWindow | null => ifAlive(() => windowOf(document) as PageWindow | null, null);

const SELECTED = layerName('selected', '');

/** Takes off what a script of the extension before its update has left behind. By name, since Firefox lets no script of an extension go through a page's registry. */
export function sweep(window: PageWindow): void {
  for (const name of LAYER_NAMES) window.CSS.highlights.delete(name);
  for (const frame of all(window.document, 'iframe, frame')) {
    const page = framed(frame);
    const inside = page && (windowOf(page) as PageWindow | null);
    for (const name of inside ? LAYER_NAMES : []) inside?.CSS.highlights.delete(name);
  }
}

const isMoved = ({ range, first, firstOffset, last, lastOffset }: Painted): boolean => ifAlive(
  () => range.startContainer !== first || range.startOffset !== firstOffset || range.endContainer !== last || range.endOffset !== lastOffset,
  true,
);
