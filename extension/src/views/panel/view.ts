import type { BlockedReason, TabView } from '../../shared/checks';
import type { Problem } from '../../shared/errors';
import { heading, make } from '../../shared/dom';
import { KeyedChildren, type KeyedItem } from '../../shared/keyed';
import { explain, strings } from '../../shared/strings';
import type { Outlined } from '../../shared/parts';
import type { PickStep } from '../../shared/protocol';
import { earlierVersions, footer, libraryButton, overview, spokenFinding, verdictBar, type FooterFacts } from './overview';
import { evidenceSection } from './evidence';
import { findingsOf } from './findings';
import { lookAt } from './look';
import { quotationList } from './quotations';
import { dismissedList, type Dismiss } from './dismiss';
import { ParagraphList, type ParagraphActions } from './paragraphs';
import { partOf, type PartActions } from './part';
import { meanings } from './meanings';
import { PickingView } from './picking';
import { textForm } from './text';
import { marksSteps, type Step } from './steps';
import { sourceCards } from './sources';
import { tabsCompared, tabsForm } from './tabs';
import type { TabChoice } from '../../shared/tabs';
import { besideHeadline } from './told';
import type { KeptState } from '../../shared/articles';
import type { Evidence } from '../../shared/evidence';
import type { Report } from '../../shared/report';
import type { Changes } from '../../shared/changes';
import { changesView } from './changes';
import { keeping } from './keeping';

export interface Actions {
  /** The reader chose a paragraph: bring the page to it. */
  choose(block: number | null): void;
  /** What of the page is compared. On the demo page that is not for the reader to say. */
  part?: PartActions;
  /** Keeps the article, or keeps it no more; gives what is in the way. The demo page keeps nothing. */
  keep?(on: boolean): Promise<string | null>;
  /** Shows what changed since another version of the article was kept. */
  changes?(): void;
  /** Opens the reader's search engine with words. The demo page has no way to it. */
  search?(words: string): void;
  /** Asks for a text to compare. The demo page has a place of its own for that. */
  giveText?(): void;
  /** Says of a paragraph or a source that it is no match; gives what is in the way. Takes that back. The demo page remembers nothing. */
  dismiss?: Dismiss;
  undismiss?(id: string): void;
  /** Saves or copies what was found. The demo page keeps nothing. */
  evidence?(report: () => Report): Evidence;
  /** Gives the reader a file. */
  save?(name: string, text: string): void;
  version?: string;
  /** Asks which tabs to compare with. */
  compareTabs?(): void;
  /** Goes on choosing the article on the page. */
  step?(step: PickStep): void;
  /** Shows the reader's packs. The demo page has none. */
  openLibrary?(): void;
  /** Puts what is known of a failure where the reader can paste it from. The demo page has no such button. */
  copy?(details: string): Promise<void>;
}

/** A tab's view, as much of it as the panel shows. */
export type PanelState =
  | Exclude<TabView, { status: 'idle' | 'busy' | 'failed' | 'blocked' | 'removed' }>
  | { status: 'idle'; shortcut: string }
  | { status: 'busy' | 'removed' }
  | { status: 'blocked'; why: BlockedReason }
  | { status: 'failed'; why: Problem };

/**
 * The panel, in the browser's sidebar and on the demo page. It shows one state at a time and owns all inside `root`. What it
 * shows already it leaves as it is: the focus, the open paragraph and the place that the reader has scrolled to.
 */
export class Panel {
  readonly #content = make('div', { class: 'wf-panel' });
  readonly #announcer = make('p', { class: 'wf-spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  readonly #level: number;
  readonly #actions: Actions;
  #sections = new KeyedChildren(this.#content);
  #paragraphs: ParagraphList | null = null;
  #picking: PickingView | null = null;
  #report: Report | null = null;
  /** Which check's report it shows. */
  #check: string | null = null;
  /** The reader has asked for the page to be compared once more: the next report is where to go on. */
  #isReturning = false;

  /** `level` is that of the panel's own heading among those of the document around it. */
  constructor(root: HTMLElement, actions: Actions, level = 1) {
    this.#actions = actions;
    this.#level = level;
    root.replaceChildren(this.#content, this.#announcer);
  }

  show(state: PanelState): void {
    if (this.#show(state)) this.#toHead();
  }

  /** Whether what the reader was asked for is gone from it. */
  #show(state: PanelState): boolean {
    const isSettled = state.status !== 'busy';
    const isBack = this.#picking !== null || ['text', 'tabs', 'changes'].includes(this.#content.dataset['state'] ?? '') || (isSettled && this.#isReturning && (state.status !== 'checked' || state.check !== this.#check));
    if (isBack) this.#isReturning = false;
    if (isBack || (state.status !== 'checked' && this.#check !== null)) this.#begin(state.status);
    switch (state.status) {
      case 'checked': {
        const { report, refusedPacks, refusedMarks, hiddenInWords, elsewhere, part, tabs, dismissals, timing } = state.checked;
        this.showReport(report, { refusedPacks, refusedMarks, hiddenInWords, elsewhere, part, tabs, dismissals, painted: timing.painted }, state.check, state.keeping);
        break;
      }
      case 'idle':
        this.#message('idle', strings.idle.title, [strings.idle.how(state.shortcut), strings.idle.privacy], [
          section('meanings', '', meanings),
          ...this.#textButton(),
          ...this.#libraryFooter(),
        ]);
        break;
      case 'busy':
        this.#message('busy', strings.busy.title, [strings.busy.text]);
        break;
      case 'removed':
        this.#message('removed', strings.removed.title, [strings.removed.text]);
        break;
      case 'navigated':
        this.#message('navigated', strings.navigated.title, [strings.navigated.text]);
        break;
      case 'blocked':
        this.#message('blocked', strings.blocked.title, [strings.blocked.why[state.why]]);
        break;
      case 'failed':
        this.#message('failed', strings.failed.title, [explain(state.why)], [
          section('details', JSON.stringify(state.why), () => this.#details(state.why)),
        ]);
        break;
    }
    return isBack;
  }

  /** The reader is at its head: what had the focus is gone. */
  #toHead(): void {
    const head = this.#content.querySelector<HTMLElement>('.wf-headline');
    head?.setAttribute('tabindex', '-1');
    head?.focus();
  }

  /** `check`: which check it is of; the next report of the same one changes only what differs. */
  showReport(report: Report, facts: FooterFacts, check: string | null = null, kept: KeptState | null = null): void {
    const level = this.#level;
    if (check === null || check !== this.#check) this.#begin('checked');
    this.#check = check;
    this.#report = report;
    this.#content.dataset['check'] = check ?? '';
    const last = section('footer', JSON.stringify([report.packs, facts]), () => footer(report, facts, this.#openLibrary));
    const part = this.#part(report, facts);
    if (report.summary.headline_code === 'no-article') {
      const why = facts.elsewhere ? strings.noArticle.elsewhere[facts.elsewhere] : strings.noArticle.text;
      return this.#message('no-article', strings.noArticle.title, [why], [...part, ...this.#textButton(), last]);
    }
    // To call paragraphs original that were compared with nothing would be saying too much.
    if (report.packs.length === 0) return this.#message('no-pack', strings.noPack.title, [strings.noPack.text], [last]);
    this.#content.dataset['state'] = 'checked';
    if (this.#paragraphs) this.#paragraphs.show(report);
    else this.#paragraphs = new ParagraphList(report, level + 1, (block) => this.#actions.choose(block), this.#saying(facts));
    const { element } = this.#paragraphs;
    // What is dismissed is dismissed of packs.
    const cards = sourceCards(report, level + 1, facts.tabs ? undefined : this.#dismiss);
    const dismissed = this.#dismissed(facts);
    const quotations = quotationList(report, (block) => this.#choose(block), level + 1);
    const bar = verdictBar(report);
    const findings = findingsOf(report);
    const look = lookAt(report, findings, (block) => this.#choose(block), level + 1);
    const versions = earlierVersions(report, level + 1);
    this.#content.setAttribute('aria-busy', 'false');
    this.#sections.show([
      section('overview', JSON.stringify([report.summary, report.page, report.packs, besideHeadline(report), facts]), () => overview(report, facts, level)),
      ...(look ? [section('look', JSON.stringify(findings), () => look)] : []),
      ...(bar ? [section('bar', JSON.stringify(report.summary), () => bar)] : []),
      ...this.#tabs(facts),
      ...(facts.part?.choice === 'found' ? [] : part),
      ...this.#keeping(kept),
      ...(cards ? [section('sources', JSON.stringify([report.sources, report.origins]), () => cards)] : []),
      section('paragraphs', '', () => element),
      ...(quotations ? [section('quotations', JSON.stringify([report.quoted, report.sources]), () => quotations)] : []),
      ...dismissed,
      ...(versions ? [section('versions', JSON.stringify(report.earlier_versions), () => versions)] : []),
      ...this.#evidence(),
      ...(facts.part?.choice === 'found' ? part : []),
      ...this.#textButton(),
      last,
      ...this.#steps(report),
    ]);
    this.#announce(spokenFinding(report, facts));
  }

  /** The reader is choosing the article on the page, and this is outlined there. */
  picking(outlined: Outlined): void {
    if (!this.#picking) {
      this.#begin('picking');
      this.#picking = new PickingView(this.#level, (step) => this.#actions.step?.(step));
      this.#content.setAttribute('aria-busy', 'false');
      const { element } = this.#picking;
      this.#sections.show([section('picking', '', () => element)]);
      this.#picking.focus();
    }
    this.#announce(this.#picking.show(outlined));
  }

  /** Asks the reader for a text; `done` gets null where there is to be none. */
  askForText(before: string, typed: (text: string) => void, done: (text: string | null) => void): void {
    this.#begin('text');
    this.#content.setAttribute('aria-busy', 'false');
    const form = textForm(this.#level, before, typed, done);
    this.#sections.show([section('text', '', () => form)]);
    form.querySelector('textarea')?.focus();
  }

  /** Asks the reader which tabs to compare with; `done` gets null where there are to be none. */
  askForTabs(tabs: readonly TabChoice[], done: (ids: number[] | null) => void): void {
    this.#begin('tabs');
    this.#content.setAttribute('aria-busy', 'false');
    const form = tabsForm(this.#level, tabs, done);
    this.#sections.show([section('tabs', '', () => form)]);
    form.querySelector<HTMLElement>('input, button')?.focus();
  }

  /** Shows what changed since the article was kept; `back` is the way to the report. */
  changes(changes: Changes, back: () => void): void {
    this.#begin('changes');
    const view = changesView(changes, back, this.#level);
    this.#sections.show([section('changes', '', () => view)]);
    this.#toHead();
  }

  /** Tells what came of something, for all to see, above what stands here. */
  tell(words: string): void {
    this.#content.querySelector(':scope > .wf-told')?.remove();
    this.#content.prepend(make('p', { class: 'wf-warning wf-told', text: words }));
    this.#announce(words);
  }

  /** Tells the outcome of what the reader did to who listens. */
  say(words: string): void {
    this.#announce(words);
  }

  /** A paragraph was pointed at on the page. */
  point(block: number): void {
    const words = this.#paragraphs?.point(block);
    if (words) this.#announce(words);
  }

  /** Goes to the next mark, or the one before. */
  step(by: Step): void {
    if (this.#paragraphs) this.#announce(this.#paragraphs.step(by) ?? strings.marks.none);
  }

  #steps({ summary }: Report): KeyedItem[] {
    const marked = summary.copied.blocks + summary.modified.blocks + summary.quoted.blocks;
    return marked > 0 ? [section('steps', '', () => marksSteps((by) => this.step(by)))] : [];
  }

  /** A chosen paragraph is not on the page any more. */
  missing(block: number): void {
    this.#paragraphs?.missing(block);
  }

  get #openLibrary(): (() => void) | undefined {
    return this.#actions.openLibrary && (() => this.#actions.openLibrary?.());
  }

  #textButton(): KeyedItem[] {
    const { giveText, compareTabs } = this.#actions;
    if (!giveText) return [];
    const link = (name: string, text: string, act: () => void): HTMLElement => {
      const button = make('button', { class: `wf-link ${name}`, text, attributes: { type: 'button' } });
      button.addEventListener('click', act);
      return make('p', {}, button);
    };
    const element = (): HTMLElement => make('section', { class: 'wf-give-text' }, link('wf-text-link', strings.text.give, giveText), compareTabs ? link('wf-tabs-link', strings.tabs.compare, compareTabs) : null);
    return [section('give-text', '', element)];
  }

  #keeping(kept: KeptState | null): KeyedItem[] {
    const { keep, changes } = this.#actions;
    return kept && keep ? [section('keeping', JSON.stringify(kept), () => keeping(kept, keep, changes))] : [];
  }

  #part(report: Report, { part }: FooterFacts): KeyedItem[] {
    const { part: actions } = this.#actions;
    if (!part || !actions) return [];
    const site = report.page.url && URL.canParse(report.page.url) ? new URL(report.page.url).hostname || null : null;
    return [section('part', JSON.stringify([part, site]), () => partOf(part, site, actions))];
  }

  /** A paragraph that was asked for elsewhere in the panel: its row opens, and the page goes to it. */
  #choose(block: number): void {
    const words = this.#paragraphs?.open(block);
    if (words) this.#announce(words);
    this.#actions.choose(block);
  }

  get #dismiss(): Dismiss | undefined {
    const { dismiss } = this.#actions;
    return dismiss && ((what) => dismiss(what).then((failed) => {
      // What the reader pressed goes with the report that it stood in.
      this.#isReturning = failed === null;
      return failed;
    }));
  }

  #saying({ tabs }: FooterFacts): ParagraphActions {
    const { search, save, version } = this.#actions;
    return { search, save, version, dismiss: tabs ? undefined : this.#dismiss };
  }

  #tabs({ tabs }: FooterFacts): KeyedItem[] {
    const again = this.#actions.part?.again;
    return tabs && again ? [section('tabs', JSON.stringify(tabs), () => tabsCompared(tabs, () => again('page'), this.#level + 1))] : [];
  }

  #evidence(): KeyedItem[] {
    const { evidence } = this.#actions;
    const report = (): Report => this.#report as Report;
    return evidence ? [section('evidence', '', () => evidenceSection(evidence(report), this.#level + 1))] : [];
  }

  #dismissed({ dismissals = [] }: FooterFacts): KeyedItem[] {
    const { undismiss } = this.#actions;
    if (!undismiss || dismissals.length === 0) return [];
    const undo = (id: string): void => {
      this.#isReturning = true;
      undismiss(id);
    };
    return [section('dismissed', JSON.stringify(dismissals), () => dismissedList(dismissals, undo, this.#level + 1))];
  }

  #announce(words: string): void {
    if (this.#announcer.textContent !== words) this.#announcer.textContent = words;
  }

  /** Begins with another state: nothing of what was shown is kept, and the reader is at its head. */
  #begin(state: string): void {
    this.#paragraphs = null;
    this.#picking = null;
    this.#check = null;
    this.#content.replaceChildren();
    this.#sections = new KeyedChildren(this.#content);
    this.#content.dataset['state'] = state;
    delete this.#content.dataset['check'];
  }

  #message(state: string, title: string, texts: readonly string[], more: readonly KeyedItem[] = []): void {
    if (this.#content.dataset['state'] !== state && this.#check === null) this.#begin(state);
    this.#content.dataset['state'] = state;
    this.#content.setAttribute('aria-busy', String(state === 'busy'));
    const message = (): HTMLElement => make(
      'section',
      { class: 'wf-message' },
      state === 'busy' ? make('div', { class: 'wf-progress', attributes: { 'aria-hidden': 'true' } }) : null,
      heading(this.#level, { class: 'wf-headline', text: title }),
      ...texts.map((text) => make('p', { text })),
    );
    this.#sections.show([section('message', JSON.stringify([title, texts]), message), ...more]);
    this.#announce(`${title}. ${texts[0] ?? ''}`);
  }

  #libraryFooter(): KeyedItem[] {
    const open = this.#openLibrary;
    return open ? [section('library', '', () => make('footer', { class: 'wf-footer' }, libraryButton(open)))] : [];
  }

  /** What whoever mends this wants to know, for the reader to hand on. */
  #details(why: Problem): HTMLElement {
    const { copy } = this.#actions;
    if (!copy) return make('div');
    const button = make('button', { class: 'wf-button', text: strings.failed.copy, attributes: { type: 'button' } });
    const note = make('p', { class: 'wf-facts', attributes: { role: 'status' } });
    button.addEventListener('click', () => {
      void copy(JSON.stringify(why, null, 2)).then(() => {
        note.textContent = strings.failed.copied;
      });
    });
    return make('div', { class: 'wf-details' }, button, note);
  }
}

const section = (key: string, content: string, element: () => HTMLElement): KeyedItem => ({ key, content, make: element });
