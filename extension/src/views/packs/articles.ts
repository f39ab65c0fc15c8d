import type { Articles, Kept } from '../../shared/articles';
import { heading, make, saveAs, webLink } from '../../shared/dom';
import { Catalogue } from './catalogue';
import { excerptLine, InTexts } from './in-texts';
import { SORTS, type Sort } from './sorting';
import { clipped, isolated, plain, shown } from '../../shared/names';
import { problemOf } from '../../shared/errors';
import { explain, strings } from '../../shared/strings';

const words = strings.articles;

/** Rows that are made at once: a list of thousands would take seconds. */
const ROWS = 50;

/** The articles that the reader keeps: found by a few letters, deleted, brought back, exported. */
export class ArticleList {
  readonly element: HTMLElement;
  readonly #articles: Articles;
  readonly #announce: (text: string) => void;
  readonly #count = make('p', { class: 'wf-facts', attributes: { 'aria-live': 'polite' } });
  readonly #none = make('p', { class: 'wf-none', text: words.none });
  readonly #find = make('input', { class: 'wf-field wf-find', attributes: { type: 'search', 'aria-label': words.find, placeholder: words.find } });
  readonly #list = make('ul', { class: 'wf-articles' });
  readonly #more = make('button', { class: 'wf-button', attributes: { type: 'button' } });
  readonly #sort = make('select', { class: 'wf-field wf-sort', attributes: { 'aria-label': words.sort } }, ...SORTS.map((one) => make('option', { text: words.sorts[one], attributes: { value: one } })));
  readonly #remove = make('button', { class: 'wf-button', attributes: { type: 'button' } });
  readonly #undo = make('button', { class: 'wf-button', text: words.undo, attributes: { type: 'button' } });
  readonly #undoing = make('p', { class: 'wf-undo-many' });
  readonly #space = make('p', { class: 'wf-facts' });
  readonly #tools: HTMLElement;
  readonly #exports: HTMLElement;
  /** Deleted together, and not brought back. */
  #removedMany: number[] = [];
  readonly #catalogue = new Catalogue();
  readonly #inTexts: InTexts;
  #shown = ROWS;

  constructor(articles: Articles, announce: (text: string) => void) {
    this.#articles = articles;
    this.#announce = announce;
    const exporting = make('button', { class: 'wf-button', text: words.export, attributes: { type: 'button' } });
    exporting.addEventListener('click', () => this.#try(() => this.#export(exporting, () => articles.exportAll(), 'jsonl')));
    const packing = make('button', { class: 'wf-button', text: words.exportPack, attributes: { type: 'button' } });
    packing.addEventListener('click', () => this.#try(() => this.#export(packing, () => articles.exportPack(), 'wfp')));
    this.#inTexts = new InTexts(articles, () => this.#draw());
    this.#inTexts.forget('');
    const search = (): void => void this.#inTexts.search(this.#find.value, this.#catalogue.articles);
    this.#find.addEventListener('input', () => {
      this.#shown = ROWS;
      this.#inTexts.forget(this.#find.value);
      this.#draw();
    });
    this.#find.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) search();
    });
    this.#inTexts.button.addEventListener('click', search);
    this.#sort.addEventListener('change', () => {
      this.#catalogue.sort(this.#sort.value as Sort);
      this.#draw();
    });
    this.#remove.addEventListener('click', () => this.#try(() => this.#removeFound()));
    this.#undo.addEventListener('click', () => this.#try(() => this.#restoreMany()));
    this.#undoing.hidden = true;
    this.#more.addEventListener('click', () => {
      const first = this.#list.children.length;
      this.#shown += ROWS;
      this.#draw();
      this.#list.children[first]?.querySelector<HTMLElement>('a, button')?.focus();
    });
    this.#tools = make('div', { class: 'wf-article-tools' }, this.#find, this.#inTexts.button, this.#sort);
    this.#exports = make('div', { class: 'wf-exports' }, make('div', { class: 'wf-buttons' }, exporting, packing), make('p', { class: 'wf-facts', text: words.exportHint }));
    this.element = make(
      'section',
      {},
      heading(2, { class: 'wf-title', text: words.title }),
      this.#none, this.#tools, this.#inTexts.told, this.#count, make('div', { class: 'wf-buttons' }, this.#remove), this.#undoing, this.#list, this.#more, this.#space,
      this.#exports,
    );
  }

  async refresh(): Promise<void> {
    await this.#catalogue.fill(this.#articles.list());
    this.#draw();
    const bytes = await this.#articles.spaceUsed();
    this.#space.textContent = bytes === null || this.#catalogue.isEmpty ? '' : words.space(bytes);
  }

  #draw(): void {
    const wanted = this.#find.value.trim();
    const found = this.#catalogue.find(wanted, this.#inTexts.found, this.#shown);
    const left = found.count - found.first.length;
    const { isEmpty, articles, words: inAll } = this.#catalogue;
    this.#none.hidden = !isEmpty;
    this.#tools.hidden = isEmpty;
    this.#exports.hidden = isEmpty;
    this.#count.textContent = isEmpty ? '' : wanted !== '' ? words.found(found.count, articles) : words.count(articles, inAll);
    this.#remove.hidden = found.there < 2;
    this.#remove.textContent = wanted === '' ? words.removeAll(found.there) : words.removeFound(found.there);
    // What is drawn anew by itself takes the focus from no row.
    const focused = this.#list.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
    this.#list.replaceChildren(...found.first.map((article) => this.#row(article)));
    if (focused !== undefined) this.#list.querySelector<HTMLElement>(`[data-id="${focused}"] button`)?.focus();
    this.#more.hidden = left === 0;
    this.#more.textContent = words.more(Math.min(left, ROWS));
  }

  #row(article: Kept): HTMLElement {
    const { id, url, title, publisher, site, published, kept, removed, revisionOf } = article;
    const name = clipped(plain(title ?? '')) || words.untitled;
    const facts = [words.facts(shown(publisher ?? site), published, kept), revisionOf === null ? '' : words.revision].filter(Boolean).join(' · ');
    const label = removed ? words.undoName(name) : words.removeName(name);
    const button = make('button', { class: 'wf-button', text: removed ? words.undo : words.remove, attributes: { type: 'button', 'aria-label': label } });
    button.addEventListener('click', () => this.#try(() => this.#setRemoved(id, name, !removed)));
    const told = removed ? make('p', { text: words.removed(name) }) : make('p', {}, webLink(url, isolated(name), strings.sources.opens));
    const excerpt = removed ? undefined : this.#inTexts.found.get(id);
    const about = make('div', {}, told, make('p', { class: 'wf-facts', text: removed ? '' : facts }), ...(excerpt ? [excerptLine(excerpt)] : []));
    return make('li', { class: 'wf-article', attributes: { 'data-id': String(id) } }, about, button);
  }

  #try(act: () => Promise<void>): void {
    act().catch((error: unknown) => this.#announce(explain(problemOf(error))));
  }

  async #removeFound(): Promise<void> {
    const ids = this.#catalogue.idsOf(this.#find.value, this.#inTexts.found);
    await this.#articles.setRemoved(ids, true);
    this.#removedMany = ids;
    await this.#told(words.removedMany(ids.length), true);
    this.#undo.focus();
  }

  async #restoreMany(): Promise<void> {
    const ids = this.#removedMany;
    await this.#articles.setRemoved(ids, false);
    this.#removedMany = [];
    await this.#told(words.restoredMany(ids.length), false);
    this.#find.focus();
  }

  async #told(text: string, canUndo: boolean): Promise<void> {
    await this.refresh();
    this.#undoing.hidden = !canUndo;
    this.#undoing.replaceChildren(text, ' ', this.#undo);
    this.#announce(text);
  }

  async #setRemoved(id: number, name: string, removed: boolean): Promise<void> {
    await this.#articles.setRemoved([id], removed);
    await this.refresh();
    this.#list.querySelector<HTMLElement>(`[data-id="${id}"] button`)?.focus();
    this.#announce(removed ? words.removed(name) : words.restored(name));
  }

  /** Has everything saved as lines of JSONL, or as a pack. */
  async #export(button: HTMLButtonElement, make: () => Promise<Blob>, extension: string): Promise<void> {
    button.disabled = true;
    try {
      saveAs(await make(), words.fileName(new Date().toISOString(), extension));
    } finally {
      button.disabled = false;
      if (document.activeElement === document.body) button.focus();
    }
  }
}
