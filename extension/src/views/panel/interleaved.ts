import type { Block, Source, Span } from '../../shared/report';
import type { Run } from './diff';

/** A run of words of one of the two. */
export interface SidedRun extends Run {
  side: 'page' | 'source';
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * The page's words with the source's in the places where the two differ, for a panel that has no room for both side by side. Null where that
 * would hide something: the source tells it in other words, or its words are not in the pack.
 */
export function interleavedRuns(block: Block, sources: readonly Source[]): SidedRun[] | null {
  const { spans, text, verdict } = block;
  if (verdict !== 'modified' || spans.some(({ kind }) => kind === 'reworded')) return null;
  const runs: SidedRun[] = [];
  const add = (part: string, kind: Run['kind'], side: SidedRun['side'] = 'page'): void => {
    const last = runs.at(-1);
    if (part === '') return;
    if (last?.kind === kind && last.side === side) last.text += part;
    else runs.push({ text: part, kind, side });
  };
  let at = 0;
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const { start, end, kind } = span;
    if (start < at) continue;
    const between = text.slice(at, start);
    add(between, WORD.test(between) ? 'outside' : 'same');
    if (kind === 'replaced' || kind === 'dropped') {
      const theirs = sourceWords(span, sources);
      if (theirs === null) return null;
      if (kind === 'dropped') {
        const isBehindWord = WORD.test(text[start - 1] ?? ' ');
        add(isBehindWord ? ' ' : '', 'same');
        add(theirs, 'different', 'source');
        add(!isBehindWord && WORD.test(text[start] ?? ' ') ? ' ' : '', 'same');
      } else {
        add(theirs, 'different', 'source');
        add(' ', 'same');
      }
    }
    add(text.slice(start, end), kind === 'same' ? 'same' : kind === 'respelled' ? 'respelled' : 'different');
    at = end;
  }
  const rest = text.slice(at);
  add(rest, WORD.test(rest) ? 'outside' : 'same');
  return runs;
}

function sourceWords({ source, source_block: block, source_start: start, source_end: end }: Span, sources: readonly Source[]): string | null {
  const text = sources[source]?.blocks.find(({ id }) => id === block)?.text ?? null;
  return text === null || start === null || end === null ? null : text.slice(start, end);
}
