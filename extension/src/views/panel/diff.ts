import type { Block, Source, Span, SpanKind } from '../../shared/report';

/** What a run of words is in a comparison of the page with its source. */
export type RunKind =
  /** On both sides. */
  | 'same'
  /** Differs from what the other side has in its place, or has nothing there. */
  | 'different'
  /** Differs in spelling alone. */
  | 'respelled'
  /** Told in other words on the other side. */
  | 'reworded'
  /** Outside the passage that the two share. */
  | 'outside';

export interface Run {
  text: string;
  kind: RunKind;
}

const KINDS: Record<SpanKind, RunKind> = {
  same: 'same',
  respelled: 'respelled',
  replaced: 'different',
  inserted: 'different',
  dropped: 'different',
  reworded: 'reworded',
};

const WORD = /[\p{L}\p{N}]/u;

interface Stretch {
  start: number;
  end: number;
  kind: RunKind;
}

/** Cuts a text into runs. Space and punctuation between two runs of one kind join them; between others they stand alone. */
function cut(text: string, stretches: readonly Stretch[]): Run[] {
  const runs: Run[] = [];
  const add = (from: number, to: number, kind: RunKind): void => {
    if (from >= to) return;
    const last = runs.at(-1);
    const part = text.slice(from, to);
    if (last?.kind === kind) last.text += part;
    else runs.push({ text: part, kind });
  };
  let at = 0;
  let before: RunKind = 'outside';
  for (const { start, end, kind } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (start < at || start >= end) continue;
    const between = text.slice(at, start);
    const wordless = !WORD.test(between);
    add(at, start, wordless ? (before === kind ? kind : 'same') : 'outside');
    add(start, end, kind);
    at = end;
    before = kind;
  }
  const rest = text.slice(at);
  add(at, text.length, WORD.test(rest) ? 'outside' : 'same');
  return runs;
}

/** The page's side: the block's text with what is shared and what differs. */
export function pageRuns(block: Block): Run[] {
  if (block.verdict === 'copied') return [{ text: block.text, kind: 'same' }];
  return cut(block.text, block.spans.map(({ start, end, kind }) => ({ start, end, kind: KINDS[kind] })));
}

export interface SourceSide {
  source: Source;
  /** The source's blocks that the page's block draws on, in the source's order. Empty where the pack holds no words. */
  blocks: Run[][];
}

/** The sources' side: for each source, the blocks that the spans point into. */
export function sourceSides(block: Block, sources: readonly Source[]): SourceSide[] {
  const bySource = new Map<number, Span[]>();
  for (const span of block.spans) {
    const spans = bySource.get(span.source);
    if (spans) spans.push(span);
    else bySource.set(span.source, [span]);
  }
  return [...bySource].flatMap(([index, spans]) => {
    const source = sources[index];
    if (!source) return [];
    const wanted = new Set(spans.map((span) => span.source_block));
    const blocks = source.blocks.flatMap(({ id, text }) => {
      if (text === null || !wanted.has(id)) return [];
      const stretches = spans.flatMap(({ source_block, source_start, source_end, kind }) =>
        source_block === id && source_start !== null && source_end !== null
          ? [{ start: source_start, end: source_end, kind: KINDS[kind] }]
          : []);
      return [cut(text, stretches)];
    });
    return [{ source, blocks }];
  });
}
