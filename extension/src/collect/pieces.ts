/**
 * How a block's text is put together from text nodes, so that an offset into the text leads back to the node that
 * holds the character. Generic in the node, because nothing here needs a DOM.
 */

export interface Piece<N> {
  /** Null for the "\n" of a `<br>` and the marks of a `<q>`. */
  node: N | null;
  /** UTF-16 offset of the piece in the block's text. */
  start: number;
  text: string;
  /** Something that is no part of the block's text (a script, a picture's fallback) stands before this piece. */
  gap: boolean;
}

/** A boundary-to-boundary stretch of the page that holds characters of the block and nothing else. */
export interface Stretch<N> {
  first: N;
  firstOffset: number;
  last: N;
  lastOffset: number;
  /** What a `Range` from the first to the last boundary must read as: line breaks and the marks of a `<q>` have no characters there. */
  text: string;
}

/** Index of the last piece that starts at or before `offset`. Pieces are in order and the first starts at 0. */
function pieceAt<N>(pieces: readonly Piece<N>[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The stretches that hold the characters `start..end` of a block: one, or several where something foreign stands
 * between its text nodes. Offsets outside the text are cut to it.
 */
export function stretches<N>(pieces: readonly Piece<N>[], start: number, end: number): Stretch<N>[] {
  const found: Stretch<N>[] = [];
  let open: Stretch<N> | null = null;
  for (let i = pieceAt(pieces, start); i < pieces.length; i += 1) {
    const piece = pieces[i];
    if (!piece || piece.start >= end) break;
    if (piece.gap) open = null;
    const from = Math.max(start - piece.start, 0);
    const to = Math.min(end - piece.start, piece.text.length);
    if (piece.node === null || from >= to) continue;
    const text = piece.text.slice(from, to);
    if (open) {
      open.last = piece.node;
      open.lastOffset = to;
      open.text += text;
    } else {
      open = { first: piece.node, firstOffset: from, last: piece.node, lastOffset: to, text };
      found.push(open);
    }
  }
  return found;
}
