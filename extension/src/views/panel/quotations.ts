import { heading, languageOf, make } from '../../shared/dom';
import type { Quoted, Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { sourceName } from './names';

const words = strings.quoted;

/** UTF-16 units of a quotation that are shown. */
const LONGEST = 300;

/**
 * All that the page quotes: whether a source has it, in which words, and the earliest that has it. Those that are not as their source has them
 * stand open; the rest is counted and opened by a click. `choose` brings the page to the paragraph.
 */
export function quotationList(report: Report, choose: (block: number) => void, level: number): HTMLElement | null {
  const all = report.quoted ?? [];
  if (all.length === 0) return null;
  const differing = all.filter(({ found }) => found !== 'exact' && found !== 'unfound');
  const others = all.filter(({ found }) => found === 'exact' || found === 'unfound');
  const list = (of: Quoted[]): HTMLElement => make('ul', { class: 'wf-quotations' }, ...of.map((one) => item(report, one, choose)));
  return make(
    'section',
    {},
    heading(level, { class: 'wf-title', text: words.title(all.length) }),
    differing.length > 0 ? list(differing) : null,
    others.length > 0
      ? make('details', { class: 'wf-more' }, make('summary', { text: words.others(count(others, 'exact'), count(others, 'unfound')) }), list(others))
      : null,
  );
}

const count = (of: readonly Quoted[], found: Quoted['found']): number => of.filter((one) => one.found === found).length;

function item(report: Report, quoted: Quoted, choose: (block: number) => void): HTMLElement {
  const block = report.blocks.find(({ id }) => id === quoted.block);
  const text = cut((block?.text ?? '').slice(quoted.start, quoted.end));
  const button = make('button', { class: 'wf-link wf-quotation', text: `“${text}”`, attributes: { type: 'button', dir: 'auto', ...languageOf(report.page.language) } });
  button.addEventListener('click', () => choose(quoted.block));
  const source = quoted.source === null ? undefined : report.sources[quoted.source];
  const told = block?.quotations.find(({ start, end }) => start < quoted.end && quoted.start < end);
  const theirs = quoted.found === 'altered' || quoted.found === 'indirect' ? told?.source_words : null;
  return make(
    'li',
    {},
    make('span', { class: 'wf-word', text: words.found[quoted.found] }),
    ' ',
    button,
    theirs ? make('p', { class: 'wf-facts', text: words.theirs(cut(theirs)), attributes: { dir: 'auto', ...languageOf(source?.language) } }) : null,
    source ? make('p', { class: 'wf-facts', text: words.in(sourceName(source)) }) : null,
  );
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
