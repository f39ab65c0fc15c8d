import { caretAt } from '../collect/dom';
import { collect, type CollectedBlock } from '../collect/collect';
import { layerName, type LayerKind } from '../shared/layers';
import type { Mark } from '../shared/marks';
import { holderOf, rangesFor, rejoin, stands } from './anchor';
import { groundOf, toneFor, type Ground } from './colour';
import { Registry, type Owner, type Stroke } from './registry';
import type { PageWindow, Place } from './show';

/** Milliseconds until blocks that were lost are looked for again; each time in vain doubles it. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 60_000;
/** After so long without a loss the next one is looked for at once. */
const CALM = 10_000;

/**
 * Paints marks with the CSS Custom Highlight API: nothing in the document changes. The page may rewrite the registry, and
 * render its text anew: `check` puts right what no longer holds, and leaves alone what stands.
 */
export class Painter {
  /** How often the page was read again, and how many paragraphs were painted, in all. */
  readonly work = { reads: 0, paints: 0 };
  readonly #window: PageWindow;
  readonly #root: Element | undefined;
  readonly #registry: Registry;
  readonly #refused = new Map<number, number>();
  #blocks: readonly CollectedBlock[] = [];
  #standing: (CollectedBlock | null)[] = [];
  #marks = new Map<number, Mark[]>();
  #selected: number | null = null;
  /** Whether the page has changed since it was last read for blocks that are lost. */
  #changed = false;
  #pause = FIRST_PAUSE;
  #nextRead = 0;
  /** When blocks were last lost. */
  #fell = -Infinity;

  /** `root` is the part of the document that was collected; all of the body where it is left out. */
  constructor(window: PageWindow, root?: Element) {
    this.#window = window;
    this.#root = root;
    this.#registry = new Registry();
  }

  /** How many marks stand, and how many found no place that holds exactly their words. */
  get counts(): { marks: number; refused: number } {
    const all = [...this.#marks.values()].reduce((sum, { length }) => sum + length, 0);
    const refused = [...this.#refused.values()].reduce((sum, n) => sum + n, 0);
    return { marks: all - refused, refused };
  }

  /** Whether any of these blocks is still on the page, as it was or rendered anew. */
  findsAny(blocks: readonly number[]): boolean {
    const any = (): boolean => blocks.some((id) => {
      const block = this.#standing[id];
      return block ? stands(block) : false;
    });
    if (any()) return true;
    this.#readAgain(this.#needed(), this.#window.performance.now());
    return any();
  }

  paint(blocks: readonly CollectedBlock[], marks: readonly Mark[]): void {
    this.clear();
    this.#blocks = blocks;
    this.#standing = [...blocks];
    for (const mark of marks) {
      const own = this.#marks.get(mark.block);
      if (own) own.push(mark);
      else this.#marks.set(mark.block, [mark]);
    }
    this.#drawAll([...this.#marks.keys()]);
  }

  clear(): void {
    this.#registry.clear();
    this.#marks = new Map();
    this.#refused.clear();
    this.#blocks = [];
    this.#standing = [];
    this.#selected = null;
    this.#changed = false;
    this.#pause = FIRST_PAUSE;
    this.#nextRead = 0;
    this.#fell = -Infinity;
  }

  /** Marks a block as chosen, or none. */
  select(block: number | null): void {
    if (this.#selected === block) return;
    this.#selected = block;
    this.#draw('selected', this.#styles());
  }

  /** The first stretch of a block's text, and the element that holds it; null where it is not on the page. */
  place(block: number): Place | null {
    const standing = this.#standing[block];
    const range = standing && rangesFor(standing, 0, standing.text.length)?.[0];
    const element = standing && holderOf(standing);
    return range && element ? { range, element } : null;
  }

  /** Puts the marks back where the page has taken them away, moved them or rendered its text anew. */
  check({ changed = false, now = this.#window.performance.now() } = {}): void {
    this.#changed ||= changed;
    const needed = this.#needed();
    const fallen = needed.filter((id) => {
      const block = this.#standing[id];
      return block !== null && block !== undefined && !stands(block);
    });
    if (fallen.length > 0) {
      for (const id of fallen) this.#standing[id] = null;
      this.#drawAll(fallen);
      // A page that renders again and again is read less and less often.
      if (now - this.#fell > CALM) {
        this.#pause = FIRST_PAUSE;
        this.#nextRead = now;
      }
      this.#fell = now;
      this.#changed = true;
    }
    if (this.#changed && now >= this.#nextRead && needed.some((id) => !this.#standing[id])) this.#readAgain(needed, now);
    const moved = this.#registry.mend();
    const styles = this.#styles();
    for (const owner of moved) this.#draw(owner, styles);
  }

  /** Paints those anew on whose ground another tone is right now. */
  recolour(): void {
    const styles = this.#styles();
    for (const owner of this.#owners()) {
      const names = this.#strokes(owner, styles).strokes.map(({ name }) => name);
      if (names.join() !== this.#registry.namesOf(owner).join()) this.#draw(owner, styles);
    }
  }

  /** The block whose mark is under a point of the viewport. */
  blockAt(x: number, y: number): number | null {
    const node = caretAt(this.#window.document, x, y)?.offsetNode;
    return node ? this.#registry.ownerAt(node, x, y) : null;
  }

  #needed(): number[] {
    return this.#selected === null || this.#marks.has(this.#selected) ? [...this.#marks.keys()] : [...this.#marks.keys(), this.#selected];
  }

  #owners(): Owner[] {
    return this.#selected === null ? [...this.#marks.keys()] : [...this.#marks.keys(), 'selected'];
  }

  /** Looks for the lost blocks in the page as it is now. */
  #readAgain(needed: readonly number[], now: number): void {
    this.work.reads += 1;
    this.#changed = false;
    const lost = needed.filter((id) => !this.#standing[id]);
    this.#standing = rejoin(
      this.#blocks,
      this.#standing.map((block) => (block && stands(block) ? block : null)),
      collect(this.#window.document, this.#root).blocks,
    );
    this.#drawAll(lost.filter((id) => this.#standing[id]));
    this.#nextRead = now + this.#pause;
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }

  #drawAll(blocks: readonly number[]): void {
    const styles = this.#styles();
    for (const id of blocks) this.#draw(id, styles);
    if (this.#selected !== null && blocks.includes(this.#selected)) this.#draw('selected', styles);
  }

  #draw(owner: Owner, styles: Styles): void {
    this.work.paints += 1;
    const { strokes, refused } = this.#strokes(owner, styles);
    if (owner !== 'selected') this.#refused.set(owner, refused);
    this.#registry.put(owner, strokes);
  }

  /** What is to be painted for an owner where its block stands now, and how many of its marks found no place. */
  #strokes(owner: Owner, styles: Styles): { strokes: Stroke[]; refused: number } {
    const id = owner === 'selected' ? this.#selected : owner;
    const block = id === null ? null : this.#standing[id];
    const wanted = owner === 'selected' ? (block ? [wholeOf(block)] : []) : (this.#marks.get(owner) ?? []);
    const ground = block && this.#ground(block, styles);
    if (!block || !ground) return { strokes: [], refused: wanted.length };
    const strokes: Stroke[] = [];
    let refused = 0;
    for (const { start, end, kind } of wanted) {
      const ranges = rangesFor(block, start, end);
      if (!ranges) refused += 1;
      const name = layerName(kind, toneFor(ground, kind));
      for (const range of ranges ?? []) strokes.push({ name, range });
    }
    return { strokes, refused };
  }

  #ground(block: CollectedBlock, styles: Styles): Ground | null {
    const element = holderOf(block);
    return element && groundOf(element, styles);
  }

  /** Computed styles, each asked for once while something is painted. */
  #styles(): Styles {
    const known = new Map<Element, CSSStyleDeclaration>();
    return (element) => {
      const style = known.get(element) ?? this.#window.getComputedStyle(element);
      known.set(element, style);
      return style;
    };
  }
}

type Styles = (element: Element) => CSSStyleDeclaration;

function wholeOf({ text }: CollectedBlock): { start: number; end: number; kind: LayerKind } {
  const start = text.length - text.trimStart().length;
  return { start, end: start + text.trim().length, kind: 'selected' };
}
