import type { Excerpt, Kept } from '../../shared/articles';
import { sorted, type Sort } from './sorting';

interface Entry {
  article: Kept;
  /** What is looked through as the reader types, in small letters. */
  told: string;
}

/** What was found: the first of it, and how much there is. */
export interface Found {
  first: Kept[];
  count: number;
  /** Those that are not deleted already. */
  there: number;
}

/** All kept articles in the order that the reader chose: tens of thousands are looked through at every key. */
export class Catalogue {
  #entries: readonly Entry[] = [];
  #sort: Sort = 'kept';
  /** The newest kept first. */
  #given: readonly Entry[] = [];
  articles = 0;
  words = 0;

  /** Takes the articles, which come some at a time, so that nothing else has to wait for all. */
  async fill(articles: AsyncIterable<readonly Kept[]>): Promise<void> {
    const entries: Entry[] = [];
    let [count, words, inOrder] = [0, 0, true];
    for await (const some of articles) {
      for (const article of some) {
        const { title, publisher, site, published, kept, removed } = article;
        inOrder &&= kept <= (entries.at(-1)?.article.kept ?? kept);
        entries.push({ article, told: [title, publisher, site, published, kept].join(' ').toLowerCase() });
        if (removed) continue;
        count += 1;
        words += article.words;
      }
    }
    // What was restored comes with the day of its keeping.
    this.#given = inOrder ? entries : sorted(entries, 'kept', articleOf);
    [this.articles, this.words] = [count, words];
    this.sort(this.#sort);
  }

  get isEmpty(): boolean {
    return this.#given.length === 0;
  }

  sort(by: Sort): void {
    this.#sort = by;
    this.#entries = by === 'kept' ? this.#given : sorted(this.#given, by, articleOf);
  }

  /** The articles of which every word that was typed is told, or was found in the text; of them `most` are given. */
  find(typed: string, inTexts: ReadonlyMap<number, Excerpt>, most: number): Found {
    const isFound = matching(typed, inTexts);
    const found: Found = { first: [], count: 0, there: 0 };
    for (const entry of this.#entries) {
      if (!isFound(entry)) continue;
      if (found.first.length < most) found.first.push(entry.article);
      found.count += 1;
      if (!entry.article.removed) found.there += 1;
    }
    return found;
  }

  /** The numbers of all that is found and not deleted already. */
  idsOf(typed: string, inTexts: ReadonlyMap<number, Excerpt>): number[] {
    return this.#entries.filter(matching(typed, inTexts)).filter(({ article }) => !article.removed).map(({ article }) => article.id);
  }
}

function matching(typed: string, inTexts: ReadonlyMap<number, Excerpt>): (entry: Entry) => boolean {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ article, told }) => wanted.every((word) => told.includes(word)) || inTexts.has(article.id);
}

const articleOf = ({ article }: Entry): Kept => article;
