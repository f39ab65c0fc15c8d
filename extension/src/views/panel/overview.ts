import type { Elsewhere, RefusedPack } from '../../shared/checks';
import type { Dismissal } from '../../shared/dismissals';
import type { Part } from '../../shared/parts';
import { date, share } from '../../shared/language';
import { clipped, plain, shown } from '../../shared/names';
import type { Report, Verdict } from '../../shared/report';
import { explain, strings } from '../../shared/strings';
import type { TabsCompared } from '../../shared/tabs';
import { heading, make, sample, spoken } from '../../shared/dom';
import { headlineOf } from './names';
import { besideHeadline } from './told';

type Counted = Exclude<Verdict, 'furniture'>;
const COUNTED: readonly Counted[] = ['copied', 'modified', 'quoted', 'original'];

/** The finding in one sentence, and what has to be known of it. */
export function overview(report: Report, { refusedPacks, hiddenInWords, tabs }: FooterFacts, level: number): HTMLElement {
  const { summary, page } = report;
  const facts = [
    strings.summary.words(summary.words), page.published ? strings.summary.published(page.published) : '', tabs ? '' : strings.summary.against(documents(report)),
  ];
  const section = make(
    'section',
    { class: 'wf-overview' },
    heading(level, { class: 'wf-headline', text: headline(report, tabs) }),
    make('p', { class: 'wf-facts', text: facts.filter(Boolean).join(' · ') }),
    ...besideHeadline(report).map((text) => make('p', { class: 'wf-explanation', text })),
  );
  if (page.declared_source) section.append(make('p', { class: 'wf-facts', text: strings.summary.declared(clipped(plain(page.declared_source.url))) }));
  if (hasNoSource(report) && tabs) section.append(make('p', { class: 'wf-explanation', text: strings.tabs.nothingText }));
  else if (hasNoSource(report)) {
    const all = !refusedPacks.some(({ searched }) => searched);
    section.append(make('p', { class: 'wf-explanation', text: strings.noSource.text(documents(report), all) }));
    if (isSmall(report)) section.append(make('p', { class: 'wf-explanation', text: strings.noSource.add }));
    section.append(...packWarnings(refusedPacks).map(warning));
  }

  // By markup, which the browser alone sees, or by characters, which the engine does.
  if (hiddenInWords + (page.hidden_characters ?? 0) > 0) section.append(warning(strings.hidden));

  return section;
}

/** The stacked bar with its words and counts. Null where there is nothing to count. */
export function verdictBar(report: Report): HTMLElement | null {
  const { summary } = report;
  const present = COUNTED.filter((verdict) => summary[verdict].words > 0);
  // By the words that a source has, not by whole paragraphs: those of all paragraphs that none has are the page's own.
  const shared = summary.copied.shared_words + summary.modified.shared_words + summary.quoted.shared_words;
  const ofArticle = (verdict: (typeof COUNTED)[number]): number => (verdict === 'original' ? summary.words - shared : summary[verdict].shared_words);
  const bar = make('div', { class: 'wf-bar', attributes: { 'aria-hidden': 'true' } });
  const legend = make('ul', { class: 'wf-legend', attributes: { 'aria-label': strings.summary.title } });
  for (const verdict of present) {
    const segment = make('div', { class: `wf-segment wf-segment-${verdict}` });
    segment.style.flexGrow = String(Math.max(ofArticle(verdict), 1));
    bar.append(segment);
    legend.append(make(
      'li',
      {},
      sample(verdict),
      make('span', { class: 'wf-word', text: strings.verdict[verdict] }),
      make('span', { class: 'wf-paragraphs', text: strings.summary.paragraphs(summary[verdict].blocks) }),
      make('span', { class: 'wf-share', text: share(ofArticle(verdict) / summary.words) }),
    ));
  }
  return present.length > 0 ? make('section', {}, bar, legend) : null;
}

const documents = (report: Report): number => report.packs.reduce((sum, pack) => sum + pack.documents, 0);

function headline(report: Report, tabs: TabsCompared | null = null): string {
  if (report.summary.headline_code === 'no-article') return strings.noArticle.title;
  if (hasNoSource(report) && tabs) return strings.tabs.nothing(tabs.names.length - 1);
  if (!hasNoSource(report)) return headlineOf(report);
  return isSmall(report) ? strings.noSource.few(documents(report)) : strings.noSource.title(report.packs.length);
}

/** Articles. Of fewer it says next to nothing that none is a source. */
const FEW = 500;
const isSmall = (report: Report): boolean => documents(report) < FEW;

const hasNoSource = (report: Report): boolean => report.packs.length > 0 && report.summary.headline_code === 'no-source';

/** What was left out of the search. Where no source was found, it may be the reason, and stands beside the finding. */
const packWarnings = (packs: readonly RefusedPack[]): string[] =>
  packs.map(({ file, why, searched }) => (why.code === 'articles-waiting' ? explain(why) : searched ? strings.footer.damaged(file, why) : strings.footer.refused(file, why)));

const warning = (text: string): HTMLElement => make('p', { class: 'wf-warning', text });

/** The finding as it is spoken. */
export const spokenFinding = (report: Report, { refusedPacks, tabs }: FooterFacts): string =>
  [headline(report, tabs), ...(hasNoSource(report) ? packWarnings(refusedPacks) : [])].join(' ');

export interface FooterFacts {
  refusedPacks: readonly RefusedPack[];
  refusedMarks: number;
  /** Places where the page hides something within a word. */
  hiddenInWords: number;
  /** What covers most of the page, and was not read. */
  elsewhere: Elsewhere | null;
  /** What of the page was compared; null where that is not for the reader to say. */
  part: Part | null;
  /** The tabs that it was compared with; null where it was compared with packs. */
  tabs?: TabsCompared | null;
  /** What the reader has dismissed that held for it. */
  dismissals?: readonly Dismissal[];
  /** Milliseconds from the click to the marks; null where nobody clicked. */
  painted: number | null;
}

/** What was searched, what could not be, and how long it took; and the way to the packs, where there is one. */
export function footer(report: Report, { refusedPacks, refusedMarks, painted, tabs }: FooterFacts, openLibrary?: () => void): HTMLElement {
  const element = make('footer', { class: 'wf-footer' });
  if (!tabs) {
    element.append(make('p', { class: 'wf-searched', text: strings.footer.searched(report.packs.length, documents(report)) }));
    const packs = make('ul', {});
    for (const pack of report.packs) packs.append(make('li', { text: strings.footer.pack(clipped(plain(pack.name)) || strings.footer.unnamed, pack.documents) }));
    element.append(packs);
  }
  if (openLibrary) element.append(libraryButton(openLibrary));
  if (!hasNoSource(report)) element.append(...packWarnings(refusedPacks).map(warning));
  if (refusedMarks > 0) element.append(warning(strings.footer.refusedMarks(refusedMarks)));
  if (painted !== null) element.append(make('p', { text: strings.footer.time(painted) }));
  return element;
}

export function libraryButton(open: () => void): HTMLElement {
  const button = make('button', { class: 'wf-link', text: strings.footer.library, attributes: { type: 'button' } }, spoken(` ${strings.footer.libraryHint}`));
  button.addEventListener('click', open);
  return button;
}

/** Documents that are the page: at its own address, or saved without one. */
export function earlierVersions(report: Report, level: number): HTMLElement | null {
  if (report.earlier_versions.length === 0) return null;
  const items = report.earlier_versions.map((version) => {
    const facts = [version.publisher && shown(version.publisher), version.published ? date(version.published) : strings.sources.undated];
    return make(
      'li',
      {},
      shown(version.title ?? strings.sources.untitled),
      make('span', { class: 'wf-facts', text: ` ${facts.filter(Boolean).join(', ')}` }),
    );
  });
  return make(
    'section',
    {},
    heading(level, { class: 'wf-title', text: strings.versions.title }),
    make('ul', { class: 'wf-versions' }, ...items),
  );
}
