import type { Articles, Excerpt } from '../../shared/articles';
import { make } from '../../shared/dom';
import { problemOf } from '../../shared/errors';
import { explain, strings } from '../../shared/strings';

const words = strings.articles;

/** Milliseconds between two looks at what was found so far. */
const REDRAWN = 250;

/** Looking for words in the texts of what is kept: when the reader asks for it, since thousands of texts take a while. */
export class InTexts {
  readonly button = make('button', { class: 'wf-button', text: words.inTexts, attributes: { type: 'button' } });
  readonly told = make('p', { class: 'wf-facts wf-looking', attributes: { 'aria-live': 'polite' } });
  readonly #articles: Articles;
  readonly #draw: () => void;
  readonly #found = new Map<number, Excerpt>();
  #searching: AbortController | null = null;

  /** `draw` is called when more was found. */
  constructor(articles: Articles, draw: () => void) {
    this.#articles = articles;
    this.#draw = draw;
  }

  /** The passages by the numbers of their articles. */
  get found(): ReadonlyMap<number, Excerpt> {
    return this.#found;
  }

  /** What was found is for other words than those that stand there now. */
  forget(typed: string): void {
    this.#searching?.abort();
    this.#searching = null;
    this.#found.clear();
    this.told.textContent = '';
    this.button.hidden = typed.trim() === '';
  }

  async search(typed: string, of: number): Promise<void> {
    this.forget(typed);
    if (typed.trim() === '') return;
    const searching = (this.#searching = new AbortController());
    const isCurrent = (): boolean => this.#searching === searching;
    this.told.textContent = words.looking(0, of);
    let drawn = performance.now();
    try {
      await this.#articles.find(typed, ({ found, looked }) => {
        if (!isCurrent()) return;
        for (const { id, excerpt } of found) this.#found.set(id, excerpt);
        const now = performance.now();
        if (now - drawn < REDRAWN) return;
        drawn = now;
        this.told.textContent = words.looking(looked, of);
        this.#draw();
      }, searching.signal);
    } catch (error) {
      if (isCurrent()) this.told.textContent = explain(problemOf(error));
      return;
    }
    if (!isCurrent()) return;
    this.#searching = null;
    this.#draw();
    this.told.textContent = words.foundInTexts(this.#found.size);
  }
}

/** A passage with what was found in it. */
export const excerptLine = ({ before, found, after }: Excerpt): HTMLElement =>
  make('p', { class: 'wf-excerpt', attributes: { dir: 'auto' } }, before, make('mark', { text: found }), after);
