import { heading, make } from '../../shared/dom';
import { FORMATS, type Evidence, type Format } from '../../shared/evidence';
import { strings } from '../../shared/strings';

const words = strings.evidence;

/** Where what was found is saved, or copied as a short text. */
export function evidenceSection({ save, copy }: Evidence, level: number): HTMLElement {
  const told = make('p', { class: 'wf-facts', attributes: { role: 'status' } });
  const tell = (done: Promise<string>): void => void done.then((text) => {
    told.textContent = text;
  });
  const saving = (format: Format): HTMLElement => {
    const button = make('button', { class: 'wf-button', text: words.formats[format], attributes: { type: 'button' } });
    button.addEventListener('click', () => tell(save(format).then((failed) => (failed === null ? words.saved : words.failed(failed)))));
    return button;
  };
  const copying = make('button', { class: 'wf-button', text: words.copy, attributes: { type: 'button' } });
  copying.addEventListener('click', () => tell(copy().then(() => words.copied, () => words.notCopied)));
  const others = FORMATS.filter((format) => format !== 'html').map((format) => make('li', {}, saving(format), make('span', { class: 'wf-facts', text: ` ${words.does[format]}` })));
  return make(
    'section',
    { class: 'wf-evidence' },
    heading(level, { class: 'wf-title', text: words.title }),
    make('p', { class: 'wf-facts', text: words.lead }),
    make('div', { class: 'wf-buttons' }, saving('html'), copying),
    make('details', { class: 'wf-more' }, make('summary', { text: words.others }), make('ul', {}, ...others)),
    told,
  );
}
