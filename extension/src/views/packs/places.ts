import { heading, make } from '../../shared/dom';
import { isolated } from '../../shared/names';
import type { Place } from '../../shared/parts';
import { strings } from '../../shared/strings';

const words = strings.places;

export interface Places {
  list(): Promise<Record<string, Place>>;
  forget(site: string): Promise<void>;
}

/** The sites of which the reader chose a part, each with a way to forget it. Where there are none, nothing is shown. */
export class PlaceList {
  readonly element = make('section', { class: 'wf-places' });
  readonly #list = make('ul', {});
  readonly #places: Places;
  readonly #announce: (words: string) => void;

  constructor(places: Places, announce: (words: string) => void) {
    this.#places = places;
    this.#announce = announce;
    this.element.hidden = true;
    // What is forgotten takes the button with it that held the focus.
    const title = heading(2, { class: 'wf-title', text: words.title, attributes: { tabindex: '-1' } });
    this.element.append(title, make('p', { text: words.lead }), this.#list);
  }

  async refresh(): Promise<void> {
    const places = Object.entries(await this.#places.list()).sort(([one], [other]) => one.localeCompare(other));
    this.element.hidden = places.length === 0;
    this.#list.replaceChildren(...places.map(([site, place]) => this.#row(site, place)));
  }

  #row(site: string, { tag, id, classes }: Place): HTMLElement {
    const names = [id && `#${id}`, ...classes.map((name) => `.${name}`)].filter(Boolean).join(' ');
    const button = make('button', { class: 'wf-button', text: words.forget, attributes: { type: 'button', 'aria-label': words.forgetName(site) } });
    button.addEventListener('click', () => void this.#forget(site));
    return make(
      'li',
      { class: 'wf-place' },
      make('div', {}, make('strong', { text: isolated(site) }), make('span', { class: 'wf-facts', text: ` ${words.place(tag, names)}` })),
      button,
    );
  }

  async #forget(site: string): Promise<void> {
    await this.#places.forget(site);
    await this.refresh();
    this.#announce(words.forgotten(site));
    this.element.querySelector<HTMLElement>(this.element.hidden ? 'none' : 'h2')?.focus();
  }
}
