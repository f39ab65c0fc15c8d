import type { Articles } from '../../shared/articles';
import { pathOf } from '../../shared/assets';
import { csvLine } from '../../shared/csv';
import { make, saveAs } from '../../shared/dom';
import { problemOf } from '../../shared/errors';
import { explain, strings } from '../../shared/strings';
import type { Job, Shelf } from './adding';

const words = strings.batch;

/** So many files at once are told of together. */
export const MANY = 8;

/** Names of files that may hold articles; of a folder the others are passed over. */
const READ = /\.(?:html?|xhtml|mhtml?|webarchive|txt|text|md|markdown|jsonl|ndjson|json|csv|tsv|xml|rss|atom|rdf|nitf|newsml|warc|wacz|eml|mbox|docx|odt|epub|zip|pdf|wfp)(?:\.(?:gz|zst))?$/i;

/** Milliseconds, before which the time that is left is only guessed; and between two looks at it. */
const FIRST_GUESS = 3000;
const REDRAWN = 200;
/** Reasons that are listed; all of them are in the report. */
const LISTED = 100;

/** Many files on their way into the library, one after the other, which the reader can watch and stop. */
export class Batch implements Job {
  readonly element = make('li', { class: 'wf-adding' });
  readonly #files: readonly File[];
  readonly #articles: Articles;
  readonly #shelf: Shelf;
  readonly #assets: number;
  readonly #standsAlone: (file: File) => Promise<boolean>;
  readonly #after: (alone: File[]) => Promise<void>;
  readonly #told = make('p', {});
  readonly #bar = make('progress', { attributes: { 'aria-label': words.label } });
  readonly #stop = make('button', { class: 'wf-button', text: words.stop, attributes: { type: 'button' } });
  #stopped = false;
  #done = false;
  readonly #lines: string[][] = [];
  readonly #count = { files: 0, kept: 0, known: 0, refused: 0, others: 0 };

  /**
   * `assets`: how many were left out that belong to saved pages; `standsAlone`: whether a file is told of by itself, as packs are; `after`: what
   * is to be done with those when the others are read.
   */
  constructor(files: readonly File[], assets: number, articles: Articles, shelf: Shelf, standsAlone: (file: File) => Promise<boolean>, after: (alone: File[]) => Promise<void>) {
    this.#standsAlone = standsAlone;
    this.#files = files;
    this.#assets = assets;
    this.#articles = articles;
    this.#shelf = shelf;
    this.#after = after;
    this.#stop.addEventListener('click', () => {
      this.#stopped = true;
      this.#told.textContent = words.stopping;
    });
    // Their sizes would be asked of the disk, all at once.
    this.#bar.max = files.length;
    this.element.append(this.#told, this.#bar, make('div', { class: 'wf-buttons' }, this.#stop));
    this.#draw(0);
  }

  get done(): boolean {
    return this.#done;
  }

  async run(): Promise<void> {
    const started = performance.now();
    let drawn = started;
    const alone: File[] = [];
    for (const file of this.#files) {
      if (this.#stopped) break;
      if (!READ.test(file.name)) this.#count.others += 1;
      else if (await this.#standsAlone(file)) alone.push(file);
      else if (!(await this.#import(file))) break;
      this.#count.files += 1;
      const now = performance.now();
      if (now - drawn < REDRAWN) continue;
      drawn = now;
      this.#draw(now - started);
    }
    await this.#after(alone).catch(() => undefined);
    this.#end();
  }

  /** False where nothing more can be kept. */
  async #import(file: File): Promise<boolean> {
    const name = pathOf(file);
    try {
      const { kept, known, refused, failed } = await this.#articles.importFile(file, () => undefined);
      this.#count.kept += kept;
      this.#count.known += known;
      if (kept + known > 0) this.#lines.push([name, words.outcome(kept, known), '']);
      for (const reason of refused) this.#refuse(name, reason);
      if (failed) this.#refuse(name, explain(failed));
      // There is no room for the next one either.
      return !failed;
    } catch (error) {
      this.#refuse(name, explain(problemOf(error)));
      return true;
    }
  }

  #refuse(name: string, reason: string): void {
    this.#count.refused += 1;
    this.#lines.push([name, words.refusedWord, reason]);
  }

  #draw(elapsed: number): void {
    const { files, kept } = this.#count;
    this.#bar.value = files;
    const left = elapsed > FIRST_GUESS && files > 0 ? (elapsed / files) * (this.#files.length - files) : null;
    if (!this.#stopped) this.#told.textContent = [words.progress(files, this.#files.length, kept), left === null ? '' : words.left(left / 1000)].filter(Boolean).join(' ');
  }

  #end(): void {
    this.#done = true;
    const { files, kept, known, refused, others } = this.#count;
    const isWhole = files === this.#files.length;
    const text = words.end(isWhole ? null : files, this.#files.length, kept, known, refused, others, this.#assets);
    const note = make('div', { class: kept + known > 0 && isWhole ? 'wf-note' : 'wf-warning' }, make('p', { text }));
    const reasons = this.#lines.filter(([, , reason]) => reason);
    if (reasons.length > 0) {
      const items = reasons.slice(0, LISTED).map(([name = '', , reason = '']) => make('li', { text: reason.startsWith(name) ? reason : `${name}: ${reason}`, attributes: { dir: 'auto' } }));
      note.append(make('details', {}, make('summary', { text: strings.articles.refused(reasons.length) }), make('ul', {}, ...items)));
    }
    if (this.#lines.length > 0) {
      const save = make('button', { class: 'wf-button', text: words.save, attributes: { type: 'button' } });
      save.addEventListener('click', () => this.#saveReport());
      note.append(save);
    }
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(note);
    if (hadFocus) (note.querySelector('button') ?? null)?.focus();
    this.#shelf.announce(text);
  }

  #saveReport(): void {
    const lines = [words.columns, ...this.#lines].map(csvLine);
    saveAs(new Blob([lines.join('')], { type: 'text/csv' }), words.fileName(new Date().toISOString()));
  }
}
