import type { Dismissal } from '../../shared/dismissals';
import { heading, make } from '../../shared/dom';
import { shown } from '../../shared/names';
import { strings } from '../../shared/strings';

const words = strings.dismiss;

export interface Dismissals {
  /** The newest first. */
  list(): Promise<Dismissal[]>;
  undo(id: string): Promise<void>;
}

/** What the reader has dismissed, on whatever page. Where there is nothing, nothing is shown. */
export class DismissalList {
  readonly element = make('section', { class: 'wf-places' });
  readonly #list = make('ul', {});
  readonly #dismissals: Dismissals;
  readonly #announce: (words: string) => void;

  constructor(dismissals: Dismissals, announce: (words: string) => void) {
    this.#dismissals = dismissals;
    this.#announce = announce;
    this.element.hidden = true;
    // What is taken back takes the button with it that held the focus.
    this.element.append(heading(2, { class: 'wf-title', text: words.title, attributes: { tabindex: '-1' } }), make('p', { text: words.lead }), this.#list);
  }

  async refresh(): Promise<void> {
    const all = await this.#dismissals.list();
    this.element.hidden = all.length === 0;
    this.#list.replaceChildren(...all.map((one) => this.#row(one)));
  }

  #row({ id, what, page, at, note }: Dismissal): HTMLElement {
    const name = what.kind === 'source' ? words.of.source(shown(what.name)) : words.of.paragraph(shown(what.starts));
    const button = make('button', { class: 'wf-button', text: words.undo, attributes: { type: 'button', 'aria-label': words.undoName(name) } });
    button.addEventListener('click', () => void this.#undo(id));
    const facts = [page === null ? '' : shown(page), words.scope(page === null, at), shown(note)].filter(Boolean).join(' · ');
    return make('li', { class: 'wf-place' }, make('div', {}, make('span', { text: name, attributes: { dir: 'auto' } }), make('p', { class: 'wf-facts', text: facts })), button);
  }

  async #undo(id: string): Promise<void> {
    await this.#dismissals.undo(id);
    await this.refresh();
    this.#announce(words.undone);
    this.element.querySelector<HTMLElement>(this.element.hidden ? 'none' : 'h2')?.focus();
  }
}
