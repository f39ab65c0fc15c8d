import type { Block, Fact, Quotation, Report, Source } from '../../shared/report';

/** What an editor looks at first: each finding with the paragraph where it stands, the gravest first. */

export type Finding =
  /** A fact of the page is another one in the source; as both print it. `isLater`: the page was there first. */
  | { kind: 'fact'; block: number; fact: Fact['kind']; page: string; source: string; isLater: boolean }
  /** Words in quotation marks are others in the source, or stand there without the marks. `source` is null where the pack has no text. */
  | { kind: 'quotation'; block: number; change: 'words' | 'marks'; page: string; source: string | null; isLater: boolean }
  /** Paragraphs of a source that was there first, and is credited nowhere. */
  | { kind: 'uncredited'; block: number; paragraphs: number; from: Source }
  /** Quotations that no source has, on a page that has sources. */
  | { kind: 'unfound'; block: number; quotations: number };

export function findingsOf(report: Report): Finding[] {
  const facts: Finding[] = [];
  const quotations: Finding[] = [];
  const uncredited = new Map<Source, Finding & { kind: 'uncredited' }>();
  for (const block of report.blocks) {
    const isLater = report.sources[block.sources[0] ?? -1]?.direction === 'later';
    for (const { kind, page, source } of block.facts) {
      facts.push({ kind: 'fact', block: block.id, fact: kind, page: asPrinted(page, [block.text]), source: asPrinted(source, sourceTexts(block, report)), isLater });
    }
    for (const { change, start, end, source_words } of block.quotations) {
      if (isAltered(change)) quotations.push({ kind: 'quotation', block: block.id, change, page: unmarked(block.text.slice(start, end)), source: source_words, isLater });
    }
    const from = uncreditedSource(block, report);
    const before = from && uncredited.get(from);
    if (before) before.paragraphs += 1;
    else if (from) uncredited.set(from, { kind: 'uncredited', block: block.id, paragraphs: 1, from });
  }
  return [...facts, ...quotations, ...uncredited.values(), ...unfound(report)];
}

const isAltered = (change: Quotation['change']): change is 'words' | 'marks' => change === 'words' || change === 'marks';

/** The source of a paragraph that should be credited and is not: it was there first, and the reader may not use it anyway. */
function uncreditedSource({ verdict, credit, sources: [main = -1] }: Block, { sources, page }: Report): Source | null {
  const source = sources[main];
  if (!source || credit !== 'none' || (verdict !== 'copied' && verdict !== 'modified')) return null;
  const isOwed = source.standing === 'own' ? page.standing !== 'own' : source.standing !== 'licensed';
  return isOwed && source.direction === 'earlier' ? source : null;
}

/** Whom a page of its own quotes, no pack may have: that is told where the rest of it stands in sources. */
function unfound({ quoted = [], summary, blocks }: Report): Finding[] {
  const taken = new Set(blocks.filter(({ verdict }) => verdict !== 'original' && verdict !== 'furniture').map(({ id }) => id));
  const without = quoted.filter(({ found, block }) => found === 'unfound' && taken.has(block));
  const [first] = without;
  return first && summary.copied.blocks + summary.modified.blocks > 0 ? [{ kind: 'unfound', block: first.block, quotations: without.length }] : [];
}

function sourceTexts({ spans }: Block, { sources }: Report): string[] {
  const wanted = spans.flatMap(({ source, source_block }) => (source_block === null ? [] : [[source, source_block] as const]));
  const texts = wanted.map(([source, id]) => sources[source]?.blocks.find((block) => block.id === id)?.text ?? '');
  return [...new Set(texts)].filter(Boolean);
}

const MARKS = /^[\s"'“”„‟«»‹›‘’‚‛]+|[\s"'“”„‟«»‹›‘’‚‛]+$/gu;
const unmarked = (text: string): string => text.replace(MARKS, '');

const NUMBER = /^\d/u;

/** A number with the currency before it, and the unit or the word behind it, where it stands once in one of the texts; all else as it is. */
function asPrinted(words: string, texts: readonly string[]): string {
  if (!NUMBER.test(words)) return words;
  const number = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const printed = new RegExp(`(?<![\\p{L}\\d.,])(\\p{Sc}\\s?)?(?<!\\d[.,]?)${number}(?![.,]?\\d)([\\s\\u00A0\\u202F]?[%‰°](?:[CF](?!\\p{L}))?|-?[\\s\\u00A0\\u202F]?\\p{Sc}|[\\s\\u00A0\\u202F-]\\p{L}{1,20})?`, 'gu');
  const found = texts.flatMap((text) => [...text.matchAll(printed)].map(([all]) => all));
  return found.length === 1 ? found[0] ?? words : words;
}
