import { tellChanges, type Changes } from '../../shared/changes';
import { heading, languageOf, make } from '../../shared/dom';
import type { Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { comparison } from './comparison';

const words = strings.changes;

/** What changed since the article was kept: the changed paragraphs with both wordings, new ones, and those that are gone. */
export function changesView(changes: Changes, back: () => void, level: number): HTMLElement {
  const { changed, added, gone, same } = tellChanges(changes);
  const button = make('button', { class: 'wf-button', text: words.back, attributes: { type: 'button' } });
  button.addEventListener('click', back);
  const view = make(
    'section',
    { class: 'wf-message' },
    heading(level, { class: 'wf-headline', text: changed.length + added.length + gone.length === 0 ? words.nothing : words.title }),
    make('p', { text: words.counts(changes.kept, changed.length, added.length, gone.length, same) }),
    make('p', {}, button),
  );
  const { report } = changes;
  const part = (title: string, items: HTMLElement[]): void => {
    if (items.length > 0) view.append(heading(level + 1, { class: 'wf-title', text: title }), make('ul', { class: 'wf-changes' }, ...items.map((item) => make('li', {}, item))));
  };
  part(words.changed, changed.map((block) => comparison(block, named(report))));
  part(words.added, added.map(({ text }) => paragraph(text, report)));
  part(words.gone, gone.map((text) => paragraph(text, report)));
  return view;
}

/** The other version is called what it is. */
const named = (report: Report): Report => ({ ...report, sources: report.sources.map((source) => ({ ...source, title: words.version, publisher: null })) });

const paragraph = (text: string, { page }: Report): HTMLElement =>
  make('p', { class: 'wf-text', text: text.trim(), attributes: { dir: 'auto', ...languageOf(page.language) } });
