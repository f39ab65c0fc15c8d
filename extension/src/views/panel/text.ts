import { heading, make } from '../../shared/dom';
import { strings } from '../../shared/strings';

const words = strings.text;

/** Where the reader gives a text to be compared. */
export function textForm(level: number, before: string, typed: (text: string) => void, done: (text: string | null) => void): HTMLElement {
  const field = make('textarea', { class: 'wf-text-field', attributes: { id: 'wf-text', rows: '12', dir: 'auto' } });
  field.value = before;
  field.addEventListener('input', () => typed(field.value));
  const compare = make('button', { class: 'wf-button wf-primary', text: words.compare, attributes: { type: 'submit' } });
  const cancel = make('button', { class: 'wf-button', text: words.cancel, attributes: { type: 'button' } });
  const form = make(
    'form',
    { class: 'wf-message wf-text-form' },
    heading(level, { class: 'wf-headline', text: words.title }),
    make('label', { text: words.label, attributes: { for: 'wf-text' } }),
    field,
    make('p', { class: 'wf-facts', text: words.how }),
    make('div', { class: 'wf-steps' }, compare, cancel),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value.trim() === '') field.focus();
    else done(field.value);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') done(null);
  });
  cancel.addEventListener('click', () => done(null));
  return form;
}
