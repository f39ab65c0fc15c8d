import type { TabState } from '../protocol';
import { strings } from '../strings';
import { heading, make, sample } from './dom';
import { earlierVersions, footer, libraryButton, overview, spokenFinding, type FooterFacts } from './overview';
import { ParagraphList } from './paragraphs';
import { sourceCards } from './sources';
import type { Report } from '../report';

export interface Actions {
  /** The reader chose a paragraph: bring the page to it. */
  choose(block: number | null): void;
  /** Shows the reader's packs. The demo page has none. */
  openLibrary?(): void;
}

export type PanelState = TabState | { status: 'idle'; shortcut: string };

/** The panel, in the browser's sidebar and on the demo page. It shows one state at a time and owns all inside `root`. */
export class Panel {
  readonly #content = make('div', { class: 'wf-panel' });
  readonly #announcer = make('p', { class: 'wf-spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  readonly #level: number;
  readonly #actions: Actions;
  #paragraphs: ParagraphList | null = null;

  /** `level` is that of the panel's own heading among those of the document around it. */
  constructor(root: HTMLElement, actions: Actions, level = 1) {
    this.#actions = actions;
    this.#level = level;
    root.replaceChildren(this.#content, this.#announcer);
  }

  show(state: PanelState): void {
    switch (state.status) {
      case 'checked': {
        const { report, refusedPacks, refusedMarks, timing } = state;
        this.showReport(report, { refusedPacks, refusedMarks, painted: timing.painted });
        return;
      }
      case 'idle':
        this.#message('idle', strings.idle.title, [strings.idle.how(state.shortcut), strings.idle.privacy]);
        this.#content.append(meanings());
        if (this.#openLibrary) this.#content.append(make('footer', { class: 'wf-footer' }, libraryButton(this.#openLibrary)));
        return;
      case 'busy':
        return this.#message('busy', strings.busy.title, [strings.busy.text]);
      case 'removed':
        return this.#message('removed', strings.removed.title, [strings.removed.text]);
      case 'navigated':
        return this.#message('navigated', strings.navigated.title, [strings.navigated.text]);
      case 'blocked':
        return this.#message('blocked', strings.blocked.title, [strings.blocked.why[state.why]]);
      case 'failed':
        return this.#message('failed', strings.failed.title, [state.why]);
    }
  }

  showReport(report: Report, facts: FooterFacts): void {
    const level = this.#level;
    if (report.summary.headline_code === 'no-article') {
      this.#message('no-article', strings.noArticle.title, [strings.noArticle.text]);
      this.#content.append(footer(report, facts, this.#openLibrary));
      return;
    }
    // To call paragraphs original that were compared with nothing would be saying too much.
    if (report.packs.length === 0) {
      this.#message('no-pack', strings.noPack.title, [strings.noPack.text]);
      this.#content.append(footer(report, facts, this.#openLibrary));
      return;
    }
    this.#paragraphs = new ParagraphList(report, level + 1, (block) => this.#actions.choose(block));
    const parts = [
      overview(report, facts, level),
      sourceCards(report, level + 1),
      this.#paragraphs.element,
      earlierVersions(report, level + 1),
      footer(report, facts, this.#openLibrary),
    ];
    this.#content.dataset['state'] = 'checked';
    this.#content.setAttribute('aria-busy', 'false');
    this.#content.replaceChildren(...parts.filter((part) => part !== null));
    this.#announce(spokenFinding(report, facts));
  }

  /** A paragraph was pointed at on the page. */
  point(block: number): void {
    const words = this.#paragraphs?.point(block);
    if (words) this.#announce(words);
  }

  /** A chosen paragraph is not on the page any more. */
  missing(block: number): void {
    this.#paragraphs?.missing(block);
  }

  get #openLibrary(): (() => void) | undefined {
    return this.#actions.openLibrary && (() => this.#actions.openLibrary?.());
  }

  #announce(words: string): void {
    this.#announcer.textContent = words;
  }

  #message(state: string, title: string, texts: readonly string[]): void {
    this.#paragraphs = null;
    this.#content.dataset['state'] = state;
    this.#content.setAttribute('aria-busy', String(state === 'busy'));
    this.#content.replaceChildren(make(
      'section',
      { class: 'wf-message' },
      state === 'busy' ? make('div', { class: 'wf-progress', attributes: { 'aria-hidden': 'true' } }) : null,
      heading(this.#level, { class: 'wf-headline', text: title }),
      ...texts.map((text) => make('p', { text })),
    ));
    this.#announce(`${title}. ${texts[0] ?? ''}`);
  }
}

/** What the marks mean, before there are any. */
function meanings(): HTMLElement {
  const verdicts = ['copied', 'modified', 'quoted', 'original'] as const;
  const items = verdicts.map((verdict) =>
    make(
      'li',
      {},
      sample(verdict),
      make('span', { class: 'wf-word', text: strings.verdict[verdict] }),
      make('span', { text: strings.meaning[verdict] }),
    ));
  return make('ul', { class: 'wf-meanings' }, ...items);
}
