import type { Block, Report } from './report';

/** A mark that the reader says is wrong, as a file that whoever mends it can run: a case of the project's tests. */

export const SHOULD_BE = ['copied', 'modified', 'quoted', 'original', 'credited', 'facts', 'other'] as const;
export type ShouldBe = (typeof SHOULD_BE)[number];

/** The whole of what is written: the paragraph, what the report has of its sources, what was told and what should be. */
export function caseOf(report: Report, block: Block, should: ShouldBe, note: string, version: string): string {
  const isVerdict = should === 'copied' || should === 'modified' || should === 'quoted' || should === 'original';
  const told = [block.verdict, block.reason, block.credit === null ? '' : `credit: ${block.credit}`, ...block.facts.map(({ kind, source, page }) => `${kind}: ${source} > ${page}`)];
  const sources = [...new Set([...block.sources, ...block.also_in])].flatMap((at) => report.sources[at] ?? []);
  const lines = [
    '# A mark that a reader says is wrong. Read it before you hand it on: it holds what the page and the source say.',
    '[[case]]',
    `name = ${quoted(`a-reader-says-${should}`)}`,
    `reason = ${quoted(note.trim() || `it should be: ${should}`)}`,
    `# told = ${quoted(told.filter(Boolean).join('; '))}`,
    `# version = ${quoted(version)}`,
    ...(report.page.url === null ? [] : [`url = ${quoted(report.page.url)}`]),
    ...(report.page.published === null ? [] : [`published = ${quoted(report.page.published)}`]),
    `page = [${quoted(line(block.text))}]`,
    `expected = [${quoted(isVerdict ? should : block.verdict)}]`,
    ...(should === 'credited' ? ['credit = ["page"]'] : []),
    ...(should === 'facts' ? ['facts = [[]]'] : []),
  ];
  for (const source of sources) {
    const texts = source.blocks.flatMap(({ text }) => (text === null ? [] : [quoted(line(text))]));
    lines.push('', '[[case.sources]]', `id = ${quoted(source.id)}`);
    for (const name of ['url', 'publisher', 'published', 'title', 'language'] as const) {
      const value = source[name];
      if (value !== null) lines.push(`${name} = ${quoted(value)}`);
    }
    lines.push(`text = [${texts.join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A basic string of TOML. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001F\u007F]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
