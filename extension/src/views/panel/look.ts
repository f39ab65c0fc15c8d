import { heading, languageOf, make } from '../../shared/dom';
import type { Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import type { Finding } from './findings';
import { sourceName } from './names';

const words = strings.look;

/** Findings that stand open; the others are one click away. */
const OPEN = 6;
/** More are not listed: nobody reads on, and each is a button. */
const LISTED = 200;
/** UTF-16 units of a passage that are shown. */
const LONGEST = 120;

/** What an editor looks at first, each a line that brings its paragraph into view. Null where there is nothing. */
export function lookAt(report: Report, findings: readonly Finding[], choose: (block: number) => void, level: number): HTMLElement | null {
  if (findings.length === 0) return null;
  const item = (finding: Finding): HTMLElement => {
    const { word, text } = wordsOf(finding);
    const button = make(
      'button',
      { class: `wf-finding wf-finding-${finding.kind}`, attributes: { type: 'button' } },
      make('span', { class: 'wf-word', text: word }),
      ' ',
      make('span', { class: 'wf-finding-text', text, attributes: { dir: 'auto', ...languageOf(finding.kind === 'uncredited' || finding.kind === 'unfound' ? null : report.page.language) } }),
    );
    button.addEventListener('click', () => choose(finding.block));
    return make('li', {}, button);
  };
  const list = (some: readonly Finding[]): HTMLElement => make('ul', { class: 'wf-findings' }, ...some.map(item));
  const rest = findings.slice(OPEN);
  return make(
    'section',
    { class: 'wf-look' },
    heading(level, { class: 'wf-title', text: words.title }),
    list(findings.slice(0, OPEN)),
    rest.length > 0 ? make('details', { class: 'wf-more' }, make('summary', { text: words.more(rest.length) }), list(rest.slice(0, LISTED))) : null,
  );
}

/** What kind of finding it is, and what it says. */
export function wordsOf(finding: Finding): { word: string; text: string } {
  switch (finding.kind) {
    case 'fact':
      return { word: words.fact[finding.fact], text: words.factSays(cut(finding.page), cut(finding.source), finding.isLater) };
    case 'quotation':
      return { word: words.quotation[finding.change], text: words.quotationSays(cut(finding.page), finding.source === null ? null : cut(finding.source), finding.isLater) };
    case 'uncredited':
      return { word: words.uncredited, text: words.uncreditedSays(finding.paragraphs, sourceName(finding.from)) };
    case 'unfound':
      return { word: words.unfound, text: words.unfoundSays(finding.quotations) };
  }
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
