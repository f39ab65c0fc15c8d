import { problemOf } from '../shared/errors';
import { askLeave, giveBack } from '../shared/leave';
import { explain, strings } from '../shared/strings';
import { originsOf, type TabChoice as Choice } from '../shared/tabs';

/** What the panel does for the choice. */
export interface Place {
  /** Asks which tabs to compare with; `done` gets null where there are to be none. */
  form(tabs: readonly Choice[], done: (ids: number[] | null) => void): void;
  /** Shows what was shown before. */
  back(): void;
  /** Has a tab compared with others. What is compared gives back the leave for that. */
  compare(tab: number, others: number[], origins: string[]): Promise<void>;
  tell(words: string): void;
}

const TABS = { permissions: ['tabs' as const] };

const siteOf = (url = ''): string | null => (originsOf([url]).length > 0 ? new URL(url).host : null);

/**
 * The choice of tabs to compare with. Leave to see the tabs is asked for by the click on the button, leave to read them by the click on
 * the next one. Whatever comes to nothing, its leave is given back.
 */
export class TabChoice {
  readonly #place: Place;
  /** The choice that is under way; another one where the reader has begun anew. */
  #under: symbol | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  async begin(tab: number): Promise<void> {
    const under = Symbol('choice');
    this.#under = under;
    const isGone = (): boolean => this.#under !== under;
    if (!(await askLeave(TABS))) {
      if (!isGone()) this.#end(strings.tabs.refused);
      return;
    }
    try {
      // The panel may stand in another window; and what is private is never compared with what is not.
      const { windowId, incognito } = await chrome.tabs.get(tab);
      const tabs = (await chrome.tabs.query({ windowId })).filter((one) => one.incognito === incognito);
      const held = await heldOf(originsOf(tabs.map(({ url }) => url)));
      if (isGone()) return void (await giveBack(TABS));
      const own = tabs.find(({ id }) => id === tab);
      const others = tabs.filter(({ id }) => id !== undefined && id !== tab);
      this.#place.form(others.map(({ id = -1, title = '', url }) => ({ id, title, site: siteOf(url) })), (ids) => {
        const chosen = others.filter(({ id }) => ids?.includes(id ?? -1));
        void this.#chosen(under, tab, ids, originsOf([own, ...chosen].map((one) => one?.url)), held);
      });
    } catch (error) {
      await giveBack(TABS);
      if (!isGone()) this.#end(explain(problemOf(error)));
    }
  }

  /** The reader has gone elsewhere. */
  async leave(): Promise<void> {
    if (this.#under === null) return;
    this.#under = null;
    await giveBack(TABS);
  }

  /** Within the click that chose. `held`: what may be read anyway. */
  async #chosen(under: symbol, tab: number, ids: number[] | null, origins: string[], held: ReadonlySet<string>): Promise<void> {
    const isAllowed = ids !== null && (await askLeave({ origins }));
    const isGone = this.#under !== under;
    if (!isGone) this.#under = null;
    const lent = origins.filter((origin) => !held.has(origin));
    let why: string | null = ids === null ? null : strings.tabs.refusedPages;
    if (isAllowed && !isGone) {
      try {
        return await this.#place.compare(tab, ids, lent);
      } catch (error) {
        why = explain(problemOf(error));
      }
    }
    if (isAllowed) await giveBack({ origins: lent });
    await giveBack(TABS);
    if (isGone || this.#under !== null) return;
    this.#place.back();
    this.#end(why);
  }

  #end(told: string | null): void {
    this.#under = null;
    if (told !== null) this.#place.tell(told);
  }
}

async function heldOf(origins: readonly string[]): Promise<Set<string>> {
  const held = await Promise.all(origins.map((origin) => chrome.permissions.contains({ origins: [origin] }).catch(() => true)));
  return new Set(origins.filter((_, at) => held[at]));
}
