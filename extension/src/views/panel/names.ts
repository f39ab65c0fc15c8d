import { date } from '../../shared/language';
import { plain, shown } from '../../shared/names';
import type { Block, Report, Source } from '../../shared/report';
import { strings } from '../../shared/strings';

/** "BBC News, 12 April 2023": the outlet, or the title where no outlet is known. */
export function sourceName(source: Source): string {
  const name = shown(plain(source.publisher ?? '') || plain(source.title ?? '') || source.id);
  return source.published ? `${name}, ${date(source.published)}` : name;
}

/** The finding in one sentence; without a source the engine's own. */
export function headlineOf({ summary: { headline, headline_code: code, headline_args: args }, sources }: Report): string {
  const source = sources[asNumber(args['source'], -1)];
  return source ? strings.headline(code, sourceName(source), { sources: asNumber(args['sources'], 1), blocks: asNumber(args['blocks'], 1) }) : headline;
}

const asNumber = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

export function sourceNames(indices: readonly number[], sources: readonly Source[]): string[] {
  const names = indices.flatMap((index) => {
    const source = sources[index];
    return source ? [sourceName(source)] : [];
  });
  return [...new Set(names)];
}

export function fromSources(block: Block, sources: readonly Source[]): string {
  const names = sourceNames(block.sources, sources);
  return names.length > 0 ? strings.paragraphs.from(names) : '';
}

/** The report's reasons begin as parts of a sentence; standing alone they are sentences. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
