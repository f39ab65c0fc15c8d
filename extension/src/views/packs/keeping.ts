import { heading, make } from '../../shared/dom';
import { problemOf } from '../../shared/errors';
import { hostOf, type Keeping } from '../../shared/keeping';
import { isolated } from '../../shared/names';
import { explain, strings } from '../../shared/strings';
import { listed } from './listed';

const words = strings.keeping;

export interface KeepingWishes {
  read(): Promise<Keeping>;
  /** Keeps every article that is checked, or only those that the reader asks for. */
  setChecked(on: boolean): Promise<void>;
  /** Keeps what is read on a site; false where the browser was not allowed to. Asked within a click. What fails changes nothing. */
  addSite(host: string): Promise<boolean>;
  removeSite(host: string): Promise<void>;
}

/** What is kept by itself: nothing, until the reader asks for it here. */
export class KeepingList {
  readonly element = make('section', { class: 'wf-keeping-wishes' });
  readonly #checked = make('input', { attributes: { type: 'checkbox' } });
  readonly #site = make('input', { class: 'wf-field', attributes: { type: 'text', placeholder: words.placeholder } });
  readonly #told = make('p', { class: 'wf-facts' });
  readonly #list = make('ul', {});
  readonly #wishes: KeepingWishes;
  readonly #announce: (words: string) => void;

  constructor(wishes: KeepingWishes, announce: (words: string) => void) {
    this.#wishes = wishes;
    this.#announce = announce;
    this.#checked.addEventListener('change', () => void wishes.setChecked(this.#checked.checked).catch((error: unknown) => this.#say(failed(error), this.#checked)));
    const form = make(
      'form',
      { class: 'wf-form wf-form-line' },
      make('label', {}, words.site, this.#site),
      make('button', { class: 'wf-button', text: words.add, attributes: { type: 'submit' } }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#add();
    });
    this.element.append(
      heading(2, { class: 'wf-title', text: words.title }),
      make('label', { class: 'wf-check' }, this.#checked, words.checked),
      make('p', { text: words.lead }),
      form, this.#told, this.#list,
    );
  }

  async refresh(): Promise<void> {
    const { checked, sites } = await this.#wishes.read();
    this.#checked.checked = checked;
    this.#list.hidden = sites.length === 0;
    this.#list.replaceChildren(...sites.map((site) => this.#row(site)));
  }

  #row(site: string): HTMLElement {
    const told = make('strong', { text: isolated(site) });
    return listed({ told, button: words.stop, label: words.stopName(site) }, () => void this.#stop(site));
  }

  async #stop(site: string): Promise<void> {
    await this.#say(await this.#wishes.removeSite(site).then(() => words.stopped(site), failed));
  }

  async #add(): Promise<void> {
    const host = hostOf(this.#site.value);
    if (host === null) return this.#say(words.noSite);
    try {
      const isAllowed = await this.#wishes.addSite(host);
      if (isAllowed) this.#site.value = '';
      await this.#say(isAllowed ? words.added(host) : words.refused(host));
    } catch (error) {
      await this.#say(failed(error));
    }
  }

  async #say(told: string, focus: HTMLElement = this.#site): Promise<void> {
    await this.refresh();
    this.#told.textContent = told;
    this.#announce(told);
    focus.focus();
  }
}

const failed = (error: unknown): string => words.failed(explain(problemOf(error)));
