import type { Block, Fact, Quotation, Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { pageRuns, sourceSides, type Run } from './diff';
import { interleavedRuns } from './interleaved';
import { languageOf, make, sample, spoken } from '../../shared/dom';
import { sourceName, sourceNames } from './names';

/** What an opened paragraph shows: the page's words and the source's beside each other, and the facts about them. */
export function comparison(block: Block, report: Report): HTMLElement {
  const body = make('div', { class: 'wf-comparison' });
  if (block.verdict === 'original') {
    body.append(
      make('p', { class: 'wf-text', text: block.text.trim(), attributes: { dir: 'auto', ...languageOf(report.page.language) } }),
      make('p', { class: 'wf-facts', text: block.not_compared ? strings.compare.notCompared(block.not_compared) : strings.compare.originalText }),
    );
    return body;
  }

  if (block.facts.length > 0) body.append(changedFacts(block.facts));
  const page = pageRuns(block);
  const sides = sourceSides(block, report.sources);
  const panes = make('div', { class: 'wf-panes' }, pane(strings.compare.page, [page], 'page', block.verdict, report.page.language));
  for (const { source, blocks } of sides) {
    panes.append(blocks.length > 0
      ? pane(sourceName(source), blocks, 'source', block.verdict, source.language)
      : wordless(sourceName(source), block));
  }
  const interleaved = interleavedRuns(block, report.sources);
  if (interleaved) {
    // The style shows one of the two, by the room there is.
    body.classList.add('wf-both');
    const title = strings.compare.interleaved(sides.map(({ source }) => sourceName(source)));
    body.append(make('div', { class: 'wf-pane wf-interleaved' }, make('p', { class: 'wf-pane-title', text: title }), make('p', { class: 'wf-text', attributes: { dir: 'auto', ...languageOf(report.page.language) } }, ...interleaved.map((run) => words(run, run.side, block.verdict)))));
  }
  body.append(panes);

  const kinds = new Set([page, ...sides.flatMap((side) => side.blocks)].flat().map(({ kind }) => kind));
  const key = [
    ...(kinds.has('different') || kinds.has('respelled')
      ? [make('ins', { text: strings.compare.legendAdded }), make('del', { text: strings.compare.legendMissing })]
      : []),
    ...(kinds.has('reworded') ? [make('span', { class: 'wf-reworded', text: strings.compare.legendReworded })] : []),
  ];
  if (key.length > 0) body.append(make('p', { class: 'wf-key', attributes: { 'aria-hidden': 'true' } }, ...key));
  for (const quotation of block.quotations) {
    const note = quotationNote(block, quotation);
    if (note) body.append(note);
  }
  const others = sourceNames(block.also_in, report.sources);
  if (others.length > 0) body.append(make('p', { class: 'wf-note', text: strings.paragraphs.alsoIn(others) }));
  return body;
}

function changedFacts(facts: readonly Fact[]): HTMLElement {
  const list = make('ul', { class: 'wf-changed' });
  for (const { kind, source, page } of facts) {
    list.append(make('li', {}, make('strong', { text: `${strings.compare.fact[kind]}: ` }), strings.compare.factSays(source, page)));
  }
  return make('div', { class: 'wf-note' }, make('p', { class: 'wf-pane-title', text: strings.compare.changed }), list);
}

type Side = 'page' | 'source';

function pane(title: string, blocks: readonly Run[][], side: Side, verdict: string, language: string | null): HTMLElement {
  return make(
    'div',
    { class: `wf-pane wf-pane-${side}` },
    make('p', { class: 'wf-pane-title', text: title }),
    ...blocks.map((runs) => make('p', { class: 'wf-text', attributes: { dir: 'auto', ...languageOf(language) } }, ...runs.map((run) => words(run, side, verdict)))),
  );
}

function words({ text, kind }: Run, side: Side, verdict: string): Node {
  switch (kind) {
    case 'same':
      return verdict === 'quoted' ? make('span', { class: 'wf-shared', text }) : document.createTextNode(text);
    case 'outside':
      return make('span', { class: 'wf-outside', text });
    case 'reworded':
      return make('span', { class: 'wf-reworded' }, spoken(strings.compare.rewordedStart), text, spoken(strings.compare.end));
    case 'different':
    case 'respelled': {
      const added = side === 'page';
      return make(
        added ? 'ins' : 'del',
        kind === 'respelled' ? { class: 'wf-respelled' } : {},
        spoken(added ? strings.compare.addedStart : strings.compare.missingStart),
        text,
        spoken(strings.compare.end),
      );
    }
  }
}

function wordless(title: string, block: Block): HTMLElement {
  return make(
    'div',
    { class: 'wf-pane wf-pane-wordless' },
    make('p', { class: 'wf-pane-title', text: title }),
    make('p', { text: strings.compare.sharedWords(block.shared_words, block.words) }),
    make('p', { class: 'wf-facts', text: strings.compare.textFree }),
  );
}

const QUOTATION_MARKS = /^[\s"'“”„‟«»‹›‘’‚‛]+|[\s"'“”„‟«»‹›‘’‚‛]+$/gu;

function quotationNote(block: Block, { start, end, change, source_words }: Quotation): HTMLElement | null {
  if (!change) return null;
  const quoted = block.text.slice(start, end).replace(QUOTATION_MARKS, '');
  const say = quotationSentence(change, quoted, source_words);
  return make(
    'p',
    { class: 'wf-note' },
    sample('quoted'),
    make('strong', { text: ` ${strings.quotation[change]}. ` }),
    say,
  );
}

function quotationSentence(change: NonNullable<Quotation['change']>, page: string, source: string | null): string {
  switch (change) {
    case 'marks':
      return strings.quotation.marksSay(page);
    case 'indirect':
      return strings.quotation.indirectSay(page, source);
    case 'words':
      return source === null ? strings.quotation.wordsHidden(page) : strings.quotation.wordsSay(page, source);
  }
}
