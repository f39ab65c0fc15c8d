import { MAX_NOTE, type Dismissal } from '../../shared/dismissals';
import { heading, make } from '../../shared/dom';
import { shown } from '../../shared/names';
import { strings } from '../../shared/strings';

const words = strings.dismiss;

export interface Dismissing {
  kind: 'paragraph' | 'source';
  /** Its number in the report. */
  number: number;
  everywhere: boolean;
  note: string;
}

/** Gives what is in the way, as a sentence. */
export type Dismiss = (what: Dismissing) => Promise<string | null>;

/** The way to say that a paragraph's match, or a source, is none. Closed until it is asked for. */
export function dismissForm(kind: Dismissing['kind'], number: number, dismiss: Dismiss): HTMLElement {
  const note = make('input', { class: 'wf-field', attributes: { type: 'text', maxlength: String(MAX_NOTE) } });
  const everywhere = make('input', { attributes: { type: 'checkbox' } });
  const button = make('button', { class: 'wf-button', text: words.button, attributes: { type: 'submit' } });
  const told = make('p', { class: 'wf-facts', text: words.does[kind], attributes: { role: 'status' } });
  const form = make(
    'form',
    { class: 'wf-form' },
    told,
    make('label', {}, words.note, note),
    make('label', { class: 'wf-check' }, everywhere, words.everywhere[kind]),
    button,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void dismiss({ kind, number, everywhere: everywhere.checked, note: note.value }).then((failed) => {
      if (failed !== null) told.textContent = failed;
    });
  });
  return make('details', { class: 'wf-more' }, make('summary', { text: words[kind] }), form);
}

/** What the reader has dismissed that held for this page, each with a way to take that back. */
export function dismissedList(dismissals: readonly Dismissal[], undo: (id: string) => void, level: number): HTMLElement {
  const item = (dismissal: Dismissal): HTMLElement => {
    const button = make('button', { class: 'wf-link', text: words.undo, attributes: { type: 'button', 'aria-label': words.undoName(nameOf(dismissal)) } });
    button.addEventListener('click', () => undo(dismissal.id));
    return make('li', {}, ...about(dismissal), ' ', button);
  };
  return make('section', {}, heading(level, { class: 'wf-title', text: words.title }), make('ul', { class: 'wf-dismissed' }, ...dismissals.map(item)));
}

const nameOf = ({ what }: Dismissal): string => (what.kind === 'source' ? words.of.source(shown(what.name)) : words.of.paragraph(shown(what.starts)));

/** What was dismissed, and what the reader noted. */
export const about = (dismissal: Dismissal): HTMLElement[] => [
  make('span', { text: nameOf(dismissal), attributes: { dir: 'auto' } }),
  make('span', { class: 'wf-facts', text: ` ${words.scope(dismissal.page === null, dismissal.at)}` }),
  ...(dismissal.note ? [make('span', { class: 'wf-noted', text: ` ${shown(dismissal.note)}`, attributes: { dir: 'auto' } })] : []),
];
