import type { Dismissal } from '../../shared/dismissals';
import { make } from '../../shared/dom';
import { shown } from '../../shared/names';
import { strings } from '../../shared/strings';
import { ListedSection, type ListedRow } from './listed';

const words = strings.dismiss;

export interface Dismissals {
  /** The newest first. */
  list(): Promise<Dismissal[]>;
  undo(id: string): Promise<void>;
}

/** What the reader has dismissed, on whatever page. */
export const dismissalList = (dismissals: Dismissals, announce: (words: string) => void): ListedSection =>
  new ListedSection(words, async () => (await dismissals.list()).map((one) => rowOf(one, dismissals)), announce);

function rowOf({ id, what, page, at, note }: Dismissal, dismissals: Dismissals): ListedRow {
  const name = what.kind === 'source' ? words.of.source(shown(what.name)) : words.of.paragraph(shown(what.starts));
  const facts = [page === null ? '' : shown(page), words.scope(page === null, at), shown(note)].filter(Boolean).join(' · ');
  return {
    told: make('div', {}, make('span', { text: name, attributes: { dir: 'auto' } }), make('p', { class: 'wf-facts', text: facts })),
    button: words.undo,
    label: words.undoName(name),
    takeBack: () => dismissals.undo(id).then(() => words.undone),
  };
}
