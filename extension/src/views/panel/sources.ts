import { date } from '../../shared/language';
import { shown } from '../../shared/names';
import type { Report, Source } from '../../shared/report';
import { strings } from '../../shared/strings';
import { heading, languageOf, make, webLink } from '../../shared/dom';
import { dismissForm, type Dismiss } from './dismiss';
import { addressAtPassage } from './fragment';
import { leftOut } from './left-out';
import { standingOf } from './standing';
import { followedIn } from './told';

/** The sources as cards: which article, from where, when, what is shared and what was left out. Those of one origin stand together, the earliest first. */
export function sourceCards(report: Report, level: number, dismiss?: Dismiss): HTMLElement | null {
  if (report.sources.length === 0) return null;
  const origins = (report.origins ?? []).filter((group) => group.length > 1);
  const grouped = new Set(origins.flat());
  const cards = (numbers: readonly number[], at: number): HTMLElement[] => numbers.flatMap((number) => card(report, number, at, dismiss) ?? []);
  return make(
    'section',
    {},
    heading(level, { class: 'wf-title', text: strings.sources.title(report.sources.length) }),
    ...report.sources.flatMap((_, number) => {
      const origin = origins.find(([first]) => first === number);
      if (origin) return [make('section', { class: 'wf-origin' }, heading(level + 1, { class: 'wf-origin-title', text: strings.sources.origin(origin.length) }), ...cards(origin, level + 2))];
      return grouped.has(number) ? [] : cards([number], level + 1);
    }),
  );
}

function card(report: Report, number: number, level: number, dismiss?: Dismiss): HTMLElement | null {
  const source = report.sources[number];
  if (!source) return null;
  const title = heading(level, { class: 'wf-card-title' });
  const name = source.title ?? source.publisher ?? strings.sources.untitled;
  title.append(webLink(addressAtPassage(report, number), shown(name), strings.sources.opens));
  title.dir = 'auto';
  const when = source.published ? date(source.published) : strings.sources.undated;
  return make(
    'article',
    { class: 'wf-card' },
    title,
    make(
      'p',
      {},
      source.publisher && source.title ? make('strong', { text: shown(source.publisher) }) : null,
      source.publisher && source.title ? ` · ${when}` : when,
    ),
    make(
      'p',
      { class: 'wf-facts', text: `${strings.sources.shared(source.shared_words)} · ${strings.sources.direction[source.direction]}` },
    ),
    ...standingOf(source),
    source.follows ? make('p', { class: 'wf-facts', text: followedIn(source, source.follows) }) : null,
    source.quotes_page ? make('p', { class: 'wf-facts', text: strings.sources.quotesPage }) : null,
    omissions(source),
    revisions(source),
    dismiss ? dismissForm('source', number, dismiss) : null,
  );
}

function omissions(source: Source): HTMLElement | null {
  if (source.omitted.length === 0) return null;
  const words = source.omitted.reduce((sum, omission) => sum + omission.words, 0);
  const items = leftOut(source).map((passage) => ('text' in passage
    ? make('li', { text: passage.text, attributes: { dir: 'auto', ...languageOf(source.language) } })
    : make('li', { text: strings.sources.leftOutWordless(passage.words) })));
  return make(
    'details',
    {},
    make('summary', { text: strings.sources.leftOut(source.omitted.length, words) }),
    make('ul', { class: 'wf-omitted' }, ...items),
  );
}

function revisions(source: Source): HTMLElement | null {
  if (source.revisions.length === 0) return null;
  const items = source.revisions.map(({ title, url, published }) =>
    make(
      'li',
      {},
      webLink(url, shown(title ?? strings.sources.untitled), strings.sources.opens),
      published ? ` ${date(published)}` : null,
    ));
  return make(
    'details',
    {},
    make('summary', { text: strings.sources.revisions(source.revisions.length) }),
    make('ul', { class: 'wf-omitted' }, ...items),
  );
}
