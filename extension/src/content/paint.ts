import type { Mark, MarkKind } from '../marks';
import { rangesFor, reanchor, stands } from './anchor';
import type { CollectedBlock } from './collect';
import { groundOf, toneFor, type Ground } from './colour';
import type { Place } from './show';

export type PageWindow = Window & typeof globalThis;

const NAMES: Record<MarkKind, string> = {
  copied: 'wherefrom-copied',
  modified: 'wherefrom-modified',
  changed: 'wherefrom-modified-changed',
  quoted: 'wherefrom-quoted',
};
const SELECTED = 'wherefrom-selected';
/** The chosen paragraph's tint lies over the marks'. */
const PRIORITY = { mark: 1, selected: 2 };

/** A range as it was painted. The page sees the same object and may move it, so its boundaries are kept beside it. */
interface Stroke {
  range: Range;
  first: Node;
  firstOffset: number;
  last: Node;
  lastOffset: number;
  block: number;
}

interface Layer {
  highlight: Highlight;
  priority: number;
  strokes: Stroke[];
}

/**
 * Paints marks with the CSS Custom Highlight API: nothing in the document changes. The registry is shared with the page,
 * which may clear or rewrite it, and the page may render its text anew: `check` puts right what no longer holds.
 */
export class Painter {
  readonly #window: PageWindow;
  readonly #root: Element | undefined;
  #blocks: readonly CollectedBlock[] = [];
  #standing: (CollectedBlock | null)[] = [];
  #marks: readonly Mark[] = [];
  #selected: number | null = null;
  #layers = new Map<string, Layer>();
  #refused = 0;

  /** `root` is the part of the document that was collected; all of the body where it is left out. */
  constructor(window: PageWindow, root?: Element) {
    this.#window = window;
    this.#root = root;
  }

  /** How many marks stand, and how many found no place that holds exactly their words. */
  get counts(): { marks: number; refused: number } {
    return { marks: this.#marks.length - this.#refused, refused: this.#refused };
  }

  /** Whether any block with a mark is still on the page. */
  get anyStands(): boolean {
    return this.#marks.some((mark) => {
      const block = this.#standing[mark.block];
      return block ? stands(block) : false;
    });
  }

  paint(blocks: readonly CollectedBlock[], marks: readonly Mark[]): void {
    this.#blocks = blocks;
    this.#standing = [...blocks];
    this.#marks = marks;
    this.#selected = null;
    this.#repaint();
  }

  clear(): void {
    this.#marks = [];
    this.#blocks = [];
    this.#standing = [];
    this.#selected = null;
    this.#repaint();
  }

  /** Marks a block as chosen, or none. */
  select(block: number | null): void {
    if (this.#selected === block) return;
    this.#selected = block;
    this.#repaint();
  }

  /** The first stretch of a block's text, and the element that holds it; null where it is not on the page. */
  place(block: number): Place | null {
    const standing = this.#standing[block];
    const range = standing ? rangesFor(standing, 0, standing.text.length)?.[0] : undefined;
    const node = standing?.pieces.find((piece) => piece.node && piece.text.trim() !== '')?.node;
    return range && node?.parentElement ? { range, element: node.parentElement } : null;
  }

  /** Puts the marks back where the page has taken them away, moved them or rendered its text anew. */
  check(): void {
    const needed = new Set(this.#marks.map((mark) => mark.block));
    if (this.#selected !== null) needed.add(this.#selected);
    const lost = [...needed].some((id) => {
      const block = this.#standing[id];
      return !block || !stands(block);
    });
    if (lost) this.#standing = reanchor(this.#blocks, this.#window.document, this.#root);
    if (lost || !this.#isIntact()) this.#repaint();
  }

  /** Paints anew where the page's colours may have changed. */
  recolour(): void {
    this.#repaint();
  }

  /** The block whose mark is under a point of the viewport. */
  blockAt(x: number, y: number): number | null {
    const node = this.#window.document.caretPositionFromPoint(x, y)?.offsetNode;
    if (!node) return null;
    for (const [name, layer] of this.#layers) {
      if (name.startsWith(SELECTED)) continue;
      for (const { range, block } of layer.strokes) {
        // The caret is the nearest one, which may be far: the point must lie in a box of the mark's own text.
        if (!range.intersectsNode(node)) continue;
        for (const box of range.getClientRects()) {
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return block;
        }
      }
    }
    return null;
  }

  #repaint(): void {
    const styles = new Map<Element, CSSStyleDeclaration>();
    const style = (element: Element): CSSStyleDeclaration => {
      const known = styles.get(element) ?? this.#window.getComputedStyle(element);
      styles.set(element, known);
      return known;
    };
    const grounds = new Map<number, Ground>();
    const ground = (id: number, block: CollectedBlock): Ground | null => {
      const element = block.pieces.find((piece) => piece.node && piece.text.trim() !== '')?.node?.parentElement;
      if (!element) return null;
      const known = grounds.get(id) ?? groundOf(element, style);
      grounds.set(id, known);
      return known;
    };

    const layers = new Map<string, Layer>();
    const add = (id: number, start: number, end: number, kind: MarkKind | 'selected'): boolean => {
      const block = this.#standing[id];
      const ranges = block ? rangesFor(block, start, end) : null;
      const under = block ? ground(id, block) : null;
      if (!ranges || !under) return false;
      const name = (kind === 'selected' ? SELECTED : NAMES[kind]) + toneFor(under, kind);
      let layer = layers.get(name);
      if (!layer) {
        const priority = kind === 'selected' ? PRIORITY.selected : PRIORITY.mark;
        layer = { highlight: new this.#window.Highlight(), priority, strokes: [] };
        layer.highlight.priority = priority;
        layers.set(name, layer);
      }
      for (const range of ranges) {
        layer.highlight.add(range);
        layer.strokes.push({
          range,
          first: range.startContainer,
          firstOffset: range.startOffset,
          last: range.endContainer,
          lastOffset: range.endOffset,
          block: id,
        });
      }
      return true;
    };

    this.#refused = 0;
    for (const mark of this.#marks) {
      if (!add(mark.block, mark.start, mark.end, mark.kind)) this.#refused += 1;
    }
    const selected = this.#selected === null ? undefined : this.#standing[this.#selected];
    if (selected && this.#selected !== null) {
      const left = selected.text.length - selected.text.trimStart().length;
      add(this.#selected, left, left + selected.text.trim().length, 'selected');
    }

    const registry = this.#window.CSS.highlights;
    for (const [name, old] of this.#layers) {
      if (!layers.has(name) && registry.get(name) === old.highlight) registry.delete(name);
    }
    for (const [name, layer] of layers) registry.set(name, layer.highlight);
    this.#layers = layers;
  }

  #isIntact(): boolean {
    const registry = this.#window.CSS.highlights;
    for (const [name, { highlight, priority, strokes }] of this.#layers) {
      if (registry.get(name) !== highlight || highlight.size !== strokes.length || highlight.priority !== priority) return false;
      for (const { range, first, firstOffset, last, lastOffset } of strokes) {
        if (!highlight.has(range) || range.startContainer !== first || range.startOffset !== firstOffset) return false;
        if (range.endContainer !== last || range.endOffset !== lastOffset) return false;
      }
    }
    return true;
  }
}
