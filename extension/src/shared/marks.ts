import { isFields, isIndex } from './guards';
import type { Block, Report } from './report';

/** How a stretch of the page is marked. `changed` is the part of a modified block that differs from its source. */
export type MarkKind = 'copied' | 'modified' | 'changed' | 'quoted';

/** A stretch of one block, in UTF-16 units of the block's raw text; never empty, never beginning or ending in white space. */
export interface Mark {
  block: number;
  start: number;
  end: number;
  kind: MarkKind;
}

const WORD = /[\p{L}\p{N}]/u;

/** The stretch without the white space at its two ends; null where nothing else is there. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  const slice = text.slice(start, end);
  const left = slice.length - slice.trimStart().length;
  const length = slice.trim().length;
  return length === 0 ? null : { start: start + left, end: start + left + length };
}

/** The marks of one block: all of it where it is copied, else its spans, those of one kind joined over the space between them. */
export function marksOfBlock(block: Block): Mark[] {
  if (block.verdict === 'copied') {
    const whole = trimmed(block.text, 0, block.text.length);
    return whole ? [{ block: block.id, ...whole, kind: 'copied' }] : [];
  }
  if (block.verdict !== 'modified' && block.verdict !== 'quoted') return [];
  const marks: Mark[] = [];
  for (const span of block.spans) {
    const same = span.kind === 'same' || span.kind === 'reworded';
    // A quoted block's changed words are no finding of its own: only what is shared is marked.
    if (block.verdict === 'quoted' && !same) continue;
    const kind: MarkKind = block.verdict === 'quoted' ? 'quoted' : same ? 'modified' : 'changed';
    const stretch = trimmed(block.text, span.start, span.end);
    if (!stretch) continue;
    const last = marks.at(-1);
    if (last && last.kind === kind && !WORD.test(block.text.slice(last.end, stretch.start))) last.end = stretch.end;
    else marks.push({ block: block.id, ...stretch, kind });
  }
  return marks;
}

/** Every mark of a report, in page order. Original paragraphs and furniture have none. */
export function marksOf(report: Report): Mark[] {
  return report.blocks.flatMap(marksOfBlock);
}

export function isMark(value: unknown): value is Mark {
  if (!isFields(value)) return false;
  const { block, start, end, kind } = value;
  return isIndex(block) && isIndex(start) && isIndex(end) && start < end
    && (kind === 'copied' || kind === 'modified' || kind === 'changed' || kind === 'quoted');
}
