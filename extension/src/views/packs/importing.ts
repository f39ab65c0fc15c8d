import type { Articles } from '../../shared/articles';
import { problemOf } from '../../shared/errors';
import { make } from '../../shared/dom';
import { strings } from '../../shared/strings';
import type { Job, Shelf } from './adding';

const words = strings.articles;
/** Reasons that are listed; of more their number is told. */
const LISTED = 100;

/** A file of articles on its way into the library: read, kept; then what became of it. */
export class Importing implements Job {
  readonly element = make('div', { class: 'wf-adding' });
  readonly #file: File;
  readonly #articles: Articles;
  readonly #shelf: Shelf;
  readonly #refresh: () => Promise<void>;
  #done = false;

  constructor(file: File, articles: Articles, shelf: Shelf, refresh: () => Promise<void>) {
    this.#refresh = refresh;
    this.#file = file;
    this.#articles = articles;
    this.#shelf = shelf;
    this.element.append(make('p', { text: words.reading(file.name) }), make('div', { class: 'wf-progress', attributes: { 'aria-hidden': 'true' } }));
  }

  get done(): boolean {
    return this.#done;
  }

  async run(): Promise<void> {
    const { name } = this.#file;
    try {
      const bar = make('progress', { attributes: { 'aria-label': name } });
      const told = make('p', {});
      const { kept, known, refused, failed } = await this.#articles.importFile(this.#file, (done, all) => {
        bar.max = all;
        bar.value = done;
        told.textContent = words.keeping(name, done, all);
        if (!bar.isConnected) this.element.replaceChildren(told, bar);
      });
      if (kept > 0) await this.#refresh();
      if (failed) return this.#end(kept > 0 ? words.partly(name, kept, failed) : words.failed(name, failed), 'wf-warning', refused);
      const outcome = kept + known > 0 ? words.imported(name, kept, known) : words.nothing(name);
      this.#end(outcome, kept + known > 0 ? 'wf-note' : 'wf-warning', refused);
    } catch (error) {
      this.#end(words.failed(name, problemOf(error)), 'wf-warning', []);
    }
  }

  #end(text: string, kind: string, refused: readonly string[]): void {
    this.#done = true;
    const note = make('div', { class: kind }, make('p', { text }));
    if (refused.length > 0) {
      const reasons = refused.slice(0, LISTED).map((reason) => make('li', { text: reason }));
      note.append(make('details', {}, make('summary', { text: words.refused(refused.length) }), make('ul', {}, ...reasons)));
    }
    this.element.replaceChildren(note);
    this.#shelf.announce(text);
  }
}
