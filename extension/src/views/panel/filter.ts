import { make, sample } from '../../shared/dom';
import type { Block, Report, Verdict } from '../../shared/report';
import { strings } from '../../shared/strings';
import { sourceName } from './names';

const words = strings.filter;
const VERDICTS = ['copied', 'modified', 'quoted', 'original'] as const satisfies Verdict[];

/** Which paragraphs are listed: of one verdict, of one source, or all. */
export class Filter {
  readonly element = make('div', { class: 'wf-filter', attributes: { role: 'group', 'aria-label': words.label } });
  readonly #changed: () => void;
  #verdict: Verdict | null = null;
  /** The id of a source. */
  #source: string | null = null;
  #report: Report;
  /** What its buttons were made of. */
  #content = '';

  constructor(report: Report, changed: () => void) {
    this.#changed = changed;
    this.#report = report;
    this.show(report);
  }

  /** Whether anything is left out. */
  get isOn(): boolean {
    return this.#verdict !== null || this.#source !== null;
  }

  /** Takes a report that is shown in the place of another one; what the reader chose stays where it still chooses something. */
  show(report: Report): void {
    this.#report = report;
    if (this.#source !== null && !report.sources.some(({ id }) => id === this.#source)) this.#source = null;
    if (this.#verdict !== null && !report.blocks.some(({ verdict }) => verdict === this.#verdict)) this.#verdict = null;
    const content = JSON.stringify([report.summary, report.sources.map((source) => [source.id, sourceName(source)]), report.blocks.map(({ sources }) => sources)]);
    if (content === this.#content) return;
    this.#content = content;
    this.#draw();
  }

  shows({ verdict, sources, also_in: others }: Block): boolean {
    const of = (index: number): boolean => this.#report.sources[index]?.id === this.#source;
    return (this.#verdict === null || verdict === this.#verdict) && (this.#source === null || sources.some(of) || others.some(of));
  }

  clear(): void {
    this.#verdict = null;
    this.#source = null;
    this.#draw();
    this.#changed();
  }

  #draw(): void {
    const { summary, sources, blocks } = this.#report;
    const present = VERDICTS.filter((verdict) => summary[verdict].blocks > 0);
    const chip = (verdict: Verdict | null, ...parts: (string | Node)[]): HTMLElement => {
      const button = make('button', { class: 'wf-chip', attributes: { type: 'button', 'aria-pressed': String(this.#verdict === verdict) } }, ...parts);
      button.addEventListener('click', () => {
        this.#verdict = verdict;
        for (const other of this.element.querySelectorAll('.wf-chip')) other.setAttribute('aria-pressed', String(other === button));
        this.#changed();
      });
      return button;
    };
    const used = sources.filter((_, index) => blocks.some((block) => block.sources.includes(index) || block.also_in.includes(index)));
    const chips = present.length > 1 ? [chip(null, words.all), ...present.map((verdict) => chip(verdict, sample(verdict), words.verdict(strings.verdict[verdict], summary[verdict].blocks)))] : [];
    this.element.replaceChildren(...chips, ...(used.length > 1 ? [this.#choice(used)] : []));
    this.element.hidden = this.element.children.length === 0;
  }

  #choice(sources: Report['sources']): HTMLElement {
    const select = make('select', { class: 'wf-field', attributes: { 'aria-label': words.source } }, make('option', { text: words.anySource, attributes: { value: '' } }));
    for (const source of sources) select.append(make('option', { text: sourceName(source), attributes: { value: source.id } }));
    select.value = this.#source ?? '';
    select.addEventListener('change', () => {
      this.#source = select.value || null;
      this.#changed();
    });
    return select;
  }
}
