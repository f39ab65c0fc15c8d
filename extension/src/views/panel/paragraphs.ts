import type { Block, Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { tellingPassage } from './passage';
import { comparison } from './comparison';
import { heading, languageOf, make, sample, spoken } from '../../shared/dom';
import { KeyedChildren, type KeyedItem } from '../../shared/keyed';
import { dismissForm, type Dismiss } from './dismiss';
import { Filter } from './filter';
import { asSentence, fromSources } from './names';
import type { Step } from './steps';
import { wrongForm } from './wrong';

/** First words that a closed paragraph shows; the style cuts them to its lines. */
const FIRST_WORDS = 160;

interface Row {
  block: Block;
  number: number;
  /** What it was made of. */
  content: string;
  item: HTMLLIElement;
  button: HTMLButtonElement;
  body: HTMLDivElement;
}

/** What can be done with an open paragraph, where the panel stands in the extension. */
export interface ParagraphActions {
  /** Looks for words on the web. */
  search?: ((words: string) => void) | undefined;
  dismiss?: Dismiss | undefined;
  /** Gives the reader a file. */
  save?: ((name: string, text: string) => void) | undefined;
  /** Of the extension. */
  version?: string | undefined;
}

let lists = 0;

/** The unmatched paragraphs in a row that begin at this one, where there are two or more. */
function runAt(rows: readonly Row[], at: number): Row[] {
  const isUnmatched = (row: Row | undefined): boolean => row?.block.verdict === 'original' && !row.block.not_compared;
  let end = at;
  if (isUnmatched(rows[at - 1])) return [];
  while (isUnmatched(rows[end])) end += 1;
  return end - at >= 2 ? rows.slice(at, end) : [];
}

/** The beginning of a text, cut between words. */
function firstWords(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words.length <= FIRST_WORDS) return words;
  const end = words.lastIndexOf(' ', FIRST_WORDS);
  return `${words.slice(0, end > 0 ? end : FIRST_WORDS)}…`;
}

/** After a longer paragraph above was closed, what was clicked may have left the panel: it comes back, from its start. */
function bringIntoView(item: HTMLElement): void {
  const { top, bottom, height } = item.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) item.scrollIntoView({ block: height > window.innerHeight ? 'start' : 'nearest' });
}

/**
 * The paragraphs in page order, each a button that opens its comparison; one is open at a time. The same can be done by
 * pointing on the page and by keyboard here. A report that is shown again leaves open what is open.
 */
export class ParagraphList {
  readonly element: HTMLElement;
  readonly #level: number;
  readonly #list = make('ol', { class: 'wf-paragraphs-list', attributes: { role: 'list' } });
  readonly #items = new KeyedChildren(this.#list);
  readonly #id: string;
  readonly #filter: Filter;
  /** Runs of unmatched paragraphs that the reader has unfolded, by the first paragraph of each. */
  readonly #unfolded = new Set<number>();
  #rows: Row[] = [];
  #report: Report;
  /** All that the comparisons tell of the sources. */
  #sources = '';
  #open: Row | null = null;

  readonly #actions: ParagraphActions;

  constructor(report: Report, level: number, private readonly chosen: (block: number | null) => void, actions: ParagraphActions = {}) {
    this.#report = report;
    this.#actions = actions;
    this.#level = level + 1;
    this.#filter = new Filter(report, () => this.#arrange());
    lists += 1;
    this.#id = `wf-${lists}`;
    this.#list.addEventListener('keydown', (event) => this.#key(event));
    this.element = make(
      'section',
      {},
      heading(level, { class: 'wf-title', text: strings.paragraphs.title }),
      make('p', { class: 'wf-facts', text: strings.paragraphs.help }),
      this.#filter.element,
      this.#list,
    );
    this.show(report);
  }

  show(report: Report): void {
    const blocks = report.blocks.filter((block) => block.verdict !== 'furniture');
    const before = new Map(this.#rows.map((row) => [row.block.id, row]));
    const sources = JSON.stringify(report.sources);
    const wasOpen = this.#open;
    this.#report = report;
    this.#filter.show(report);
    this.#rows = blocks.map((block, index) => {
      const content = JSON.stringify([block, index, blocks.length, fromSources(block, report.sources), this.#credit(block), report.page.language]);
      const old = before.get(block.id);
      return old?.content === content ? old : this.#row(block, index + 1, blocks.length, content);
    });
    this.#arrange();
    const open = this.#rows.find((row) => row.block.id === wasOpen?.block.id) ?? null;
    if (open && (open !== wasOpen || sources !== this.#sources)) this.#show(open);
    this.#open = open;
    this.#sources = sources;
  }

  /** Lists what the filter shows; unmatched paragraphs in a row are one line until they are asked for. */
  #arrange(): void {
    const items: KeyedItem[] = [];
    const shown = this.#rows.filter(({ block }) => this.#filter.shows(block));
    for (let at = 0; at < shown.length; ) {
      const run = this.#filter.isOn ? [] : runAt(shown, at);
      const [first] = run;
      const isFolded = first !== undefined && !this.#unfolded.has(first.block.id);
      if (first && isFolded) items.push(this.#fold(first, run.length));
      const rows = isFolded ? [] : shown.slice(at, at + Math.max(run.length, 1));
      items.push(...rows.map(({ block, content, item }) => ({ key: String(block.id), content, make: () => item })));
      at += Math.max(run.length, 1);
    }
    this.#items.show(items);
  }

  #fold({ block: { id } }: Row, count: number): KeyedItem {
    const unfold = (): HTMLElement => {
      const button = make('button', { class: 'wf-fold', text: strings.filter.folded(count), attributes: { type: 'button', 'aria-expanded': 'false' } });
      button.addEventListener('click', () => {
        this.#unfolded.add(id);
        this.#arrange();
        this.#rows.find(({ block }) => block.id === id)?.button.focus();
      });
      return make('li', { class: 'wf-item wf-folded' }, button);
    };
    return { key: `fold ${id}`, content: String(count), make: unfold };
  }

  /** Has a row listed, whatever is folded or left out. */
  #bring(row: Row): void {
    if (row.item.isConnected) return;
    if (!this.#filter.shows(row.block)) this.#filter.clear();
    const [first] = this.#rows.map((_, at) => runAt(this.#rows, at)).filter((run) => run.includes(row));
    if (first?.[0]) this.#unfolded.add(first[0].block.id);
    this.#arrange();
  }

  /** Goes to the next paragraph with a mark, or the one before. Returns what to announce; null where there is none. */
  step(by: Step): string | null {
    const marked = this.#rows.filter(({ block }) => block.verdict !== 'original' && this.#filter.shows(block));
    const from = this.#rows.indexOf(this.#open as Row);
    const next = by > 0 ? marked.find((row) => this.#rows.indexOf(row) > from) : marked.findLast((row) => from < 0 || this.#rows.indexOf(row) < from);
    if (!next) return null;
    this.chosen(next.block.id);
    return this.#openAt(next);
  }

  /** Opens a paragraph that was pointed at on the page. Returns what to announce; null where it is open already or unknown. */
  point(block: number): string | null {
    const row = this.#rows.find((candidate) => candidate.block.id === block);
    if (!row || row === this.#open) return null;
    // Whoever reads here by keyboard keeps what he has open: a mouse that lies on the page is no wish.
    if (this.element.querySelector(':focus-visible')) return null;
    return this.#openAt(row);
  }

  /** Opens a paragraph that the reader asked for. Returns what to announce; null where it is unknown. */
  open(block: number): string | null {
    const row = this.#rows.find((candidate) => candidate.block.id === block);
    return row ? this.#openAt(row) : null;
  }

  #openAt(row: Row): string {
    this.#bring(row);
    if (row !== this.#open) this.#show(row);
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    row.item.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
    const { verdict, reason } = row.block;
    return strings.paragraphs.announce(row.number, strings.verdict[verdict], asSentence(reason), fromSources(row.block, this.#report.sources));
  }

  /** Says that a paragraph is not on the page any more. */
  missing(block: number): void {
    const row = this.#rows.find((candidate) => candidate.block.id === block);
    if (!row || row.body.querySelector('.wf-missing')) return;
    row.body.append(make('p', { class: 'wf-note wf-missing', text: strings.paragraphs.notOnPage, attributes: { role: 'status' } }));
  }

  #row(block: Block, number: number, of: number, content: string): Row {
    const { verdict } = block;
    const id = `${this.#id}-${block.id}`;
    const origin = [fromSources(block, this.#report.sources), this.#credit(block)].filter(Boolean).join(' · ');
    // Of an original paragraph the word says it all, unless some of it was not compared.
    const reason = verdict === 'original' && !block.not_compared ? '' : asSentence(block.reason);
    const facts = [reason, asSentence(origin)];
    const words = firstWords(block.text);
    const button = make(
      'button',
      { class: 'wf-row', attributes: { type: 'button', 'aria-expanded': 'false', 'aria-controls': id } },
      spoken(`${strings.paragraphs.number(number, of)}: `),
      make('span', { class: 'wf-row-head' }, sample(verdict), make('span', { class: 'wf-word', text: strings.verdict[verdict] })),
      spoken('. '),
      make('span', { class: 'wf-first-words', text: words, attributes: { dir: 'auto', ...languageOf(this.#report.page.language) } }),
    );
    for (const fact of facts.filter(Boolean)) {
      button.append(spoken('. '), make('span', { class: 'wf-fact', text: fact }));
    }
    const body = make('div', { class: 'wf-body', attributes: { id } });
    body.hidden = true;
    const title = heading(this.#level, { class: 'wf-row-title' });
    title.append(button);
    const item = make('li', { class: `wf-item wf-item-${verdict}` }, title, body);
    const row = { block, number, content, item, button, body };
    button.addEventListener('click', () => {
      if (row === this.#open) {
        this.#putAway();
      } else {
        this.#show(row);
        bringIntoView(item);
        this.chosen(block.id);
      }
    });
    return row;
  }

  /** Whether credit is given. Where the reader may use the text, that is told in its place; on the reader's own page nobody is owed any. */
  #credit({ credit, sources: [main = -1] }: Block): string {
    const standing = this.#report.sources[main]?.standing;
    const isOwed = standing === 'own' && this.#report.page.standing !== 'own';
    if (standing && !isOwed && credit !== 'here' && credit !== 'page') return strings.standing.ofParagraph[standing];
    return credit ? strings.paragraphs.credit[credit] : '';
  }

  #show(row: Row): void {
    this.#close();
    row.body.replaceChildren(comparison(row.block, this.#report), ...this.#searching(row.block), ...this.#saying(row.block));
    row.body.hidden = false;
    row.button.setAttribute('aria-expanded', 'true');
    row.item.classList.add('wf-open');
    this.#open = row;
  }

  /** The way to other places with the words; it says what is sent, and to whom. */
  #searching({ text }: Block): HTMLElement[] {
    const passage = this.#actions.search && tellingPassage(text);
    if (!passage) return [];
    const button = make('button', { class: 'wf-link', text: strings.compare.search, attributes: { type: 'button' } });
    button.addEventListener('click', () => this.#actions.search?.(passage));
    return [make('p', { class: 'wf-search' }, button, make('span', { class: 'wf-facts', text: ` ${strings.compare.searchTells(passage)}` }))];
  }

  /** What the reader can say of what was found. */
  #saying(block: Block): HTMLElement[] {
    const { dismiss, save, version = '' } = this.#actions;
    return [
      ...(dismiss && block.verdict !== 'original' ? [dismissForm('paragraph', block.id, dismiss)] : []),
      ...(save ? [wrongForm(this.#report, block, version, save)] : []),
    ];
  }

  /** Closed by the reader: the page forgets the choice too. */
  #putAway(): void {
    if (!this.#open) return;
    this.#close();
    this.chosen(null);
  }

  #close(): void {
    if (!this.#open) return;
    this.#open.body.hidden = true;
    this.#open.button.setAttribute('aria-expanded', 'false');
    this.#open.item.classList.remove('wf-open');
    this.#open = null;
  }

  #key(event: KeyboardEvent): void {
    const buttons = [...this.#list.querySelectorAll<HTMLButtonElement>('.wf-row, .wf-fold')];
    const at = buttons.findIndex((button) => button === event.target);
    if (at < 0) return;
    const last = buttons.length - 1;
    const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (event.key === 'Escape') this.#putAway();
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  }
}
