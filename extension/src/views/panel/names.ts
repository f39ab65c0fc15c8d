import { date } from '../../shared/language';
import { plain, shown } from '../../shared/names';
import type { Block, Report, Source } from '../../shared/report';
import { headline, strings } from '../../shared/strings';

/** "BBC News, 12 April 2023": the outlet, or the title where no outlet is known. */
export function sourceName(source: Source): string {
  const name = outletName(source);
  return source.published ? `${name}, ${date(source.published)}` : name;
}

const outletName = (source: Source): string => shown(plain(source.publisher ?? '') || plain(source.title ?? '') || source.id);

/** The report's headline in our words, with which of the two was there first; where there are none for what it says, in its own, cut. */
export function headlineOf({ summary, sources, page }: Report): string {
  const { headline_code: code, headline_args: args } = summary;
  const source = sources[typeof args['source'] === 'number' ? args['source'] : -1];
  const name = source && (code.startsWith('later-') ? outletName(source) : datedName(source, page.published));
  const told = headline(code, name ?? null, source && code.startsWith('own-') ? { ...args, title: ownTitle(source) } : args) ?? shown(summary.headline);
  return source?.direction === 'unknown' ? `${told} ${strings.headline.unknown}` : told;
}

/** A day of milliseconds. */
const DAY = 86_400_000;
/** Days that are counted; what is longer ago has its date. */
const COUNTED = 30;

/** "BBC News, published the day before": where both days are known. */
function datedName(source: Source, page: string | null): string {
  const days = source.published && page ? Math.round((dayOf(page) - dayOf(source.published)) / DAY) : NaN;
  const isTold = source.direction === 'same day' || (source.direction === 'earlier' && days >= 0 && days <= COUNTED);
  return isTold ? `${outletName(source)}, ${strings.headline.before(source.direction === 'same day' ? null : days)}` : sourceName(source);
}

const dayOf = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);

/** “Ferry aground” of 2 March 2031 */
const ownTitle = ({ title, published }: Source): string =>
  [title ? `“${shown(plain(title))}”` : '', published ? `of ${date(published)}` : ''].filter(Boolean).join(' ');

export function sourceNames(indices: readonly number[], sources: readonly Source[]): string[] {
  const names = indices.flatMap((index) => {
    const source = sources[index];
    return source ? [sourceName(source)] : [];
  });
  return [...new Set(names)];
}

/** What a paragraph comes from; nothing comes from what is later than the page. */
export function fromSources(block: Block, sources: readonly Source[]): string {
  const isLater = (index: number): boolean => sources[index]?.direction === 'later';
  const from = sourceNames(block.sources.filter((index) => !isLater(index)), sources);
  const later = sourceNames(block.sources.filter(isLater), sources);
  const { from: fromThese, laterIn } = strings.paragraphs;
  return [from.length > 0 ? fromThese(from) : '', later.length > 0 ? laterIn(later) : ''].filter(Boolean).join(' · ');
}

/** The report's reasons begin as parts of a sentence; standing alone they are sentences. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
