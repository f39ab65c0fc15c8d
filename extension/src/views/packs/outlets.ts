import { heading, make } from '../../shared/dom';
import { isolated } from '../../shared/names';
import { MAX_OUTLET, outletName, STANDINGS, type Outlets, type Standing } from '../../shared/outlets';
import { strings } from '../../shared/strings';
import { listed } from './listed';

const words = strings.outlets;

export interface OutletLists {
  list(): Promise<Outlets>;
  set(name: string, standing: Standing | null): Promise<void>;
}

/** The outlets that are the reader's own or licensed, and the way to list one. */
export class OutletList {
  readonly element = make('section', { class: 'wf-outlets' });
  readonly #list = make('ul', {});
  readonly #name = make('input', { class: 'wf-field', attributes: { type: 'text', maxlength: String(MAX_OUTLET), placeholder: words.placeholder } });
  readonly #standing = make('select', { class: 'wf-field' }, ...STANDINGS.map((one) => make('option', { text: words.options[one], attributes: { value: one } })));
  readonly #outlets: OutletLists;
  readonly #announce: (words: string) => void;

  constructor(outlets: OutletLists, announce: (words: string) => void) {
    this.#outlets = outlets;
    this.#announce = announce;
    const form = make(
      'form',
      { class: 'wf-form wf-form-line' },
      make('label', {}, words.label, this.#name),
      make('label', {}, words.standing, this.#standing),
      make('button', { class: 'wf-button', text: words.add, attributes: { type: 'submit' } }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#add();
    });
    this.element.append(heading(2, { class: 'wf-title', text: words.title }), make('p', { text: words.lead }), form, this.#list);
  }

  async refresh(): Promise<void> {
    const all = await this.#outlets.list();
    const rows = STANDINGS.flatMap((standing) => all[standing].map((name) => this.#row(name, standing)));
    this.#list.hidden = rows.length === 0;
    this.#list.replaceChildren(...rows);
  }

  #row(name: string, standing: Standing): HTMLElement {
    const told = make('div', {}, make('strong', { text: isolated(name) }), make('span', { class: 'wf-facts', text: ` ${words.row[standing]}` }));
    return listed({ told, button: words.forget, label: words.forgetName(name) }, () => void this.#set(name, null));
  }

  async #add(): Promise<void> {
    const name = outletName(this.#name.value);
    if (name === '') return this.#name.focus();
    await this.#set(name, this.#standing.value as Standing);
    this.#name.value = '';
  }

  async #set(name: string, standing: Standing | null): Promise<void> {
    await this.#outlets.set(name, standing);
    await this.refresh();
    this.#announce(standing === null ? words.forgotten(name) : words.added(name));
    this.#name.focus();
  }
}
