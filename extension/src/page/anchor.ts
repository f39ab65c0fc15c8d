import { ifAlive, newRange } from '../collect/dom';
import type { CollectedBlock } from '../collect/collect';
import { stretches } from '../collect/pieces';

/** Where blocks that were read stand in the page now. */

/**
 * The ranges that hold exactly the characters `start..end` of a block; null where the page no longer holds them there.
 * Exactly, or not at all: a mark on the wrong words is worse than none.
 */
export function rangesFor(block: CollectedBlock, start: number, end: number): Range[] | null {
  return ifAlive(() => ranges(block, start, end), null);
}

function ranges(block: CollectedBlock, start: number, end: number): Range[] | null {
  const found = stretches(block.pieces, start, end);
  const all: Range[] = [];
  for (const { first, firstOffset, last, lastOffset, text } of found) {
    const document = first.ownerDocument;
    if (!first.isConnected || !last.isConnected || firstOffset > first.length || lastOffset > last.length) return null;
    const range = newRange(document);
    range.setStart(first, firstOffset);
    range.setEnd(last, lastOffset);
    if (range.toString() !== text) return null;
    all.push(range);
  }
  return all.length > 0 ? all : null;
}

/** Whether the block's text nodes are still in the page with the text they had. */
export function stands(block: CollectedBlock): boolean {
  const isThere = (node: Text, text: string): boolean => node.isConnected && node.data === text && node.ownerDocument.defaultView !== null;
  return ifAlive(() => block.pieces.every(({ node, text }) => node === null || isThere(node, text)), false);
}

/** The element around a block's first words. */
export function holderOf(block: CollectedBlock): Element | null {
  return ifAlive(() => block.pieces.find(({ node, text }) => node && text.trim() !== '')?.node?.parentElement ?? null, null);
}

/** What `rejoin` needs of a block. */
interface Joined<N> {
  text: string;
  pieces: readonly { node: N | null }[];
}

/**
 * Places for the blocks that have lost theirs (`standing` null), among those that the page holds now. Blocks that stand keep
 * their places, and nobody else gets these. The others are matched by equal text, the nth with the nth; where more or fewer
 * are free than are looked for there is no telling which is which, and they stay without.
 */
export function rejoin<N, B extends Joined<N>>(before: readonly B[], standing: readonly (B | null)[], now: readonly B[]): (B | null)[] {
  const taken = new Set(standing.flatMap((block) => block?.pieces.map(({ node }) => node) ?? []).filter((node) => node !== null));
  const free = byText(now.filter(({ pieces }) => !pieces.some(({ node }) => node !== null && taken.has(node))));
  const lost = byText(before.filter((_, at) => !standing[at]));
  const next = new Map<string, number>();
  return before.map((block, at) => {
    const place = standing[at];
    if (place) return place;
    const places = free.get(block.text);
    if (!places || places.length !== lost.get(block.text)?.length) return null;
    const nth = next.get(block.text) ?? 0;
    next.set(block.text, nth + 1);
    return places[nth] ?? null;
  });
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
