import { make } from '../../shared/dom';
import type { Block, Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { caseOf, SHOULD_BE, type ShouldBe } from '../../shared/wrong';

const words = strings.wrong;

/** The way to write down that a mark is wrong. `save` gives the reader the file. */
export function wrongForm(report: Report, block: Block, version: string, save: (name: string, text: string) => void): HTMLElement {
  const should = make('select', { class: 'wf-field' }, ...SHOULD_BE.filter((one) => one !== block.verdict).map((one) => make('option', { text: words.options[one], attributes: { value: one } })));
  const note = make('textarea', { class: 'wf-field', attributes: { rows: '2' } });
  const told = make('p', { class: 'wf-facts', text: words.does, attributes: { role: 'status' } });
  const form = make(
    'form',
    { class: 'wf-form' },
    told,
    make('label', {}, words.should, should),
    make('label', {}, words.note, note),
    make('button', { class: 'wf-button', text: words.save, attributes: { type: 'submit' } }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save(words.fileName(new Date().toISOString()), caseOf(report, block, should.value as ShouldBe, note.value, version));
    told.textContent = words.saved;
  });
  return make('details', { class: 'wf-more' }, make('summary', { text: words.summary }), form);
}
