import { collect, type CollectedBlock } from './collect';
import { stretches } from './pieces';

/**
 * The ranges that hold exactly the characters `start..end` of a block; null where the page no longer holds them there.
 * Exactly, or not at all: a mark on the wrong words is worse than none.
 */
export function rangesFor(block: CollectedBlock, start: number, end: number): Range[] | null {
  const found = stretches(block.pieces, start, end);
  const ranges: Range[] = [];
  for (const { first, firstOffset, last, lastOffset, text } of found) {
    if (!first.isConnected || !last.isConnected || firstOffset > first.length || lastOffset > last.length) return null;
    const range = first.ownerDocument.createRange();
    range.setStart(first, firstOffset);
    range.setEnd(last, lastOffset);
    if (range.toString() !== text) return null;
    ranges.push(range);
  }
  return ranges.length > 0 ? ranges : null;
}

/** Whether the block's text nodes are still in the page with the text they had. */
export function stands(block: CollectedBlock): boolean {
  return block.pieces.every((piece) => piece.node === null || (piece.node.isConnected && piece.node.data === piece.text));
}

/**
 * The same blocks after the page has rendered anew, in the same order: matched by equal text, the nth of several equal
 * blocks with the nth. Where a text stands more or less often than before there is no telling which is which, and its
 * blocks are given up (null) until the page holds as many again.
 */
export function reanchor(blocks: readonly CollectedBlock[], document: Document, root?: Element): (CollectedBlock | null)[] {
  return match(blocks, collect(document, root ?? document.body).blocks);
}

function byText<B extends { text: string }>(blocks: readonly B[]): Map<string, B[]> {
  const groups = new Map<string, B[]>();
  for (const block of blocks) {
    const group = groups.get(block.text);
    if (group) group.push(block);
    else groups.set(block.text, [block]);
  }
  return groups;
}

/** The pairing that `reanchor` makes, on any two lists of texts. */
export function match<B extends { text: string }>(before: readonly B[], after: readonly B[]): (B | null)[] {
  const old = byText(before);
  const now = byText(after);
  const taken = new Map<string, number>();
  return before.map((block) => {
    const group = now.get(block.text);
    if (!group || group.length !== old.get(block.text)?.length) return null;
    const nth = taken.get(block.text) ?? 0;
    taken.set(block.text, nth + 1);
    return group[nth] ?? null;
  });
}
