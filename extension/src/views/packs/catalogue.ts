import type { Excerpt, Kept } from '../../shared/articles';
import { sorted, type Sort } from './sorting';

interface Entry {
  article: Kept;
  /** What is looked through as the reader types, in small letters. */
  told: string;
}

/** All kept articles in the order that the reader chose: tens of thousands are looked through at every key. */
export class Catalogue {
  #entries: readonly Entry[] = [];
  #sort: Sort = 'kept';
  /** As they were given. */
  #given: readonly Entry[] = [];
  articles = 0;
  words = 0;

  /** Takes the articles, the newest kept first; they come some at a time, so that nothing else has to wait for all. */
  async fill(articles: AsyncIterable<readonly Kept[]>): Promise<void> {
    const entries: Entry[] = [];
    let [count, words] = [0, 0];
    for await (const some of articles) {
      for (const article of some) {
        const { title, publisher, site, published, kept, removed } = article;
        entries.push({ article, told: [title, publisher, site, published, kept].join(' ').toLowerCase() });
        if (removed) continue;
        count += 1;
        words += article.words;
      }
    }
    [this.#given, this.articles, this.words] = [entries, count, words];
    this.sort(this.#sort);
  }

  get isEmpty(): boolean {
    return this.#given.length === 0;
  }

  sort(by: Sort): void {
    this.#sort = by;
    this.#entries = sorted(this.#given, by, ({ article }) => article);
  }

  /** The articles of which every word that was typed is told, or was found in the text. */
  find(typed: string, inTexts: ReadonlyMap<number, Excerpt>): Kept[] {
    const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const found: Kept[] = [];
    for (const { article, told } of this.#entries) if (wanted.every((word) => told.includes(word)) || inTexts.has(article.id)) found.push(article);
    return found;
  }
}
