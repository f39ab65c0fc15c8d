import type { Articles } from '../../shared/articles';
import type { Backups } from '../../shared/backup';
import { heading, make, saveAs } from '../../shared/dom';
import { problemOf } from '../../shared/errors';
import { explain, strings } from '../../shared/strings';
import type { Job, Shelf } from './adding';

const words = strings.backup;
/** Reasons that are listed; of more their number is told. */
const LISTED = 100;

/** The way to have everything in one file. */
export function backupSection(backups: Backups, announce: (text: string) => void): HTMLElement {
  const button = make('button', { class: 'wf-button', text: words.make, attributes: { type: 'button' } });
  button.addEventListener('click', () => {
    button.disabled = true;
    announce(words.making);
    backups.make()
      .then((file) => saveAs(file, words.fileName(new Date().toISOString())), (error: unknown) => announce(explain(problemOf(error))))
      .finally(() => {
        button.disabled = false;
        if (document.activeElement === document.body) button.focus();
      });
  });
  return make('section', {}, heading(2, { class: 'wf-title', text: words.title }), make('p', { class: 'wf-facts', text: words.lead }), make('div', { class: 'wf-buttons' }, button));
}

/** A backup on its way back into the library. */
export class Restoring implements Job {
  readonly element = make('div', { class: 'wf-adding' });
  readonly #file: File;
  readonly #backups: Backups;
  readonly #articles: Articles;
  readonly #shelf: Shelf;
  readonly #refresh: () => Promise<void>;
  #done = false;

  /** `refresh` draws anew all that may have come back. */
  constructor(file: File, backups: Backups, articles: Articles, shelf: Shelf, refresh: () => Promise<void>) {
    this.#file = file;
    this.#backups = backups;
    this.#articles = articles;
    this.#shelf = shelf;
    this.#refresh = refresh;
  }

  get done(): boolean {
    return this.#done;
  }

  async run(): Promise<void> {
    const { name } = this.#file;
    const bar = make('progress', { attributes: { 'aria-label': name } });
    this.element.replaceChildren(make('p', { text: words.restoring(name) }), bar);
    try {
      const restored = await this.#backups.restore(this.#file, this.#articles, (done, all) => {
        bar.max = all;
        bar.value = done;
      });
      await this.#refresh();
      const told = [words.restored(name, restored), restored.sites.length > 0 ? words.sites(restored.sites) : ''].filter(Boolean).join(' ');
      this.#end(told, restored.refused.length === 0 ? 'wf-note' : 'wf-warning', restored.refused);
    } catch (error) {
      // What came back before is there.
      await this.#refresh().catch(() => undefined);
      this.#end(words.failed(name, explain(problemOf(error))), 'wf-warning', []);
    }
  }

  #end(text: string, kind: string, refused: readonly string[]): void {
    this.#done = true;
    const note = make('div', { class: kind }, make('p', { text }));
    if (refused.length > 0) {
      const reasons = refused.slice(0, LISTED).map((reason) => make('li', { text: reason, attributes: { dir: 'auto' } }));
      note.append(make('details', {}, make('summary', { text: strings.articles.refused(refused.length) }), make('ul', {}, ...reasons)));
    }
    this.element.replaceChildren(note);
    this.#shelf.announce(text);
  }
}
