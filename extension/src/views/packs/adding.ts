import { problemOf } from '../../shared/errors';
import { plain } from '../../shared/names';
import type { Examined, Library, Pack } from '../../shared/packs';
import { make } from '../../shared/dom';
import { strings } from '../../shared/strings';

/** What one file's way into the library asks of the page around it. */
export interface Shelf {
  readonly library: Library;
  /** The name of the bundled pack that has the same bytes. */
  bundledName(id: string): string | null;
  announce(words: string): void;
  /** Draws the list anew. */
  refresh(): Promise<void>;
  /** Does this after everything that was asked for before. */
  inTurn(work: () => Promise<void>): void;
  /** Where the focus goes when what held it is gone. */
  focus(): void;
}

/** A file on its way into the library, and what stands there of it. */
export interface Job {
  readonly element: HTMLElement;
  /** Whether there is nothing left to do or to ask. */
  readonly done: boolean;
  run(): Promise<void>;
}

/** One pack on its way into the library: checked, asked about where there is something to ask, copied; then what became of it. */
export class Adding implements Job {
  readonly element = make('div', { class: 'wf-adding' });
  readonly #file: File;
  readonly #shelf: Shelf;
  #done = false;

  constructor(file: File, shelf: Shelf) {
    this.#file = file;
    this.#shelf = shelf;
    this.#busy(strings.library.checking(file.name));
  }

  get done(): boolean {
    return this.#done;
  }

  async run(): Promise<void> {
    try {
      const examined = await this.#shelf.library.examine(this.#file);
      const bundled = this.#shelf.bundledName(examined.id);
      if (bundled) return this.#end(strings.library.duplicate(this.#file.name, bundled));
      const rival = namesake(await this.#shelf.library.list(), examined);
      if (rival) this.#ask(examined, rival);
      else await this.#install(examined);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** `before` is the pack whose place it takes: it is switched on or off as that one is. */
  async #install(examined: Examined, before = examined.id): Promise<void> {
    const on = (await this.#shelf.library.list()).find(({ id, removed }) => id === before && !removed)?.on ?? true;
    const { name, size: all } = this.#file;
    const bar = make('progress', { attributes: { max: String(all), 'aria-label': name } });
    const words = make('p', { text: strings.library.copying(name, 0, all) });
    this.element.replaceChildren(words, bar);
    const outcome = await this.#shelf.library.install(this.#file, examined, on, (copied) => {
      bar.value = copied;
      words.textContent = strings.library.copying(name, copied, all);
    });
    const { documents, name: told } = examined.info;
    const packName = plain(told) || name;
    // Listed first, told then.
    await this.#shelf.refresh();
    this.#end(outcome === 'added' ? strings.library.added(packName, documents, on) : strings.library.duplicate(name, packName));
  }

  #ask(examined: Examined, rival: Pack): void {
    const { info } = examined;
    const question = make('p', { text: strings.library.question(this.#file.name, plain(info.name), info.documents, rival.installed?.info.documents ?? 0) });
    const answer = (text: string, act: () => Promise<void>): HTMLButtonElement => {
      const button = make('button', { class: 'wf-button', text, attributes: { type: 'button' } });
      button.addEventListener('click', () => {
        this.#busy(strings.library.checking(this.#file.name));
        this.#shelf.focus();
        this.#shelf.inTurn(() => act().catch((error: unknown) => this.#refuse(error)));
      });
      return button;
    };
    const buttons = make(
      'div',
      { class: 'wf-buttons', attributes: { role: 'group', 'aria-label': this.#file.name } },
      answer(strings.library.keepBoth, () => this.#install(examined)),
      answer(strings.library.replace, async () => {
        await this.#install(examined, rival.id);
        await this.#shelf.library.remove(rival.id);
      }),
      answer(strings.library.cancel, async () => this.#end(strings.library.cancelled(this.#file.name))),
    );
    this.element.replaceChildren(make('div', { class: 'wf-question' }, question, buttons));
    this.#shelf.announce(question.textContent);
  }

  #busy(words: string): void {
    this.element.replaceChildren(make('p', { text: words }), make('div', { class: 'wf-progress', attributes: { 'aria-hidden': 'true' } }));
  }

  #end(words: string, warning = false): void {
    this.#done = true;
    this.element.replaceChildren(make('p', { class: warning ? 'wf-warning' : 'wf-note', text: words }));
    this.#shelf.announce(words);
  }

  #refuse(error: unknown): void {
    this.#end(strings.library.notAdded(this.#file.name, problemOf(error)), true);
  }
}

/** A pack of that name with other bytes, where the one with these is not there. */
function namesake(packs: readonly Pack[], { id, info }: Examined): Pack | null {
  const there = packs.filter(({ removed }) => !removed);
  if (there.some((pack) => pack.id === id)) return null;
  const name = plain(info.name);
  return there.find(({ installed }) => name !== '' && plain(installed?.info.name ?? '') === name) ?? null;
}
