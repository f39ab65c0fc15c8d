import { heading, make } from '../../shared/dom';

/** What the reader has told, as lists show it: a row for each, with the button that takes it back. */

export interface Listed {
  told: HTMLElement;
  button: string;
  /** What the button does, for who does not see the row. */
  label: string;
}

export function listed({ told, button, label }: Listed, takeBack: () => void): HTMLLIElement {
  const taking = make('button', { class: 'wf-button', text: button, attributes: { type: 'button', 'aria-label': label } });
  taking.addEventListener('click', takeBack);
  return make('li', { class: 'wf-place' }, told, taking);
}

export interface ListedRow extends Listed {
  /** Gives what there is to say of it then. */
  takeBack(): Promise<string>;
}

/** Such a list under its heading. Where there is nothing, nothing is shown. */
export class ListedSection {
  readonly element = make('section', { class: 'wf-places' });
  readonly #title: HTMLElement;
  readonly #list = make('ul', {});
  readonly #rows: () => Promise<ListedRow[]>;
  readonly #announce: (words: string) => void;

  constructor({ title, lead }: { title: string; lead: string }, rows: () => Promise<ListedRow[]>, announce: (words: string) => void) {
    this.#rows = rows;
    this.#announce = announce;
    this.element.hidden = true;
    // What is taken back takes the button with it that held the focus.
    this.#title = heading(2, { class: 'wf-title', text: title, attributes: { tabindex: '-1' } });
    this.element.append(this.#title, make('p', { text: lead }), this.#list);
  }

  async refresh(): Promise<void> {
    const rows = await this.#rows();
    this.element.hidden = rows.length === 0;
    this.#list.replaceChildren(...rows.map((row) => listed(row, () => void this.#takeBack(row))));
  }

  async #takeBack(row: ListedRow): Promise<void> {
    const told = await row.takeBack();
    await this.refresh();
    this.#announce(told);
    if (!this.element.hidden) this.#title.focus();
  }
}
