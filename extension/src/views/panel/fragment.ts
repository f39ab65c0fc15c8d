import type { Report } from '../../shared/report';

/** Words at either end of a passage by which a browser finds it; of a shorter one all. */
const ENDS = 5;
const SHORT = 12;

/** A source's address with the first passage that the page has of it, where browsers open it (a text fragment, as the URL standard's extension has it). */
export function addressAtPassage(report: Report, number: number): string | null {
  const source = report.sources[number];
  if (!source?.url) return null;
  const passage = firstPassage(report, number);
  if (passage === null || !URL.canParse(source.url)) return source.url;
  const words = passage.split(/\s+/).filter(Boolean);
  const part = (some: string[]): string => encodeURIComponent(some.join(' ')).replace(/-/g, '%2D');
  const directive = words.length <= SHORT ? part(words) : `${part(words.slice(0, ENDS))},${part(words.slice(-ENDS))}`;
  const url = new URL(source.url);
  // What a page's own script reads of its fragment stays in front.
  return `${url.href}${url.hash === '' ? '#' : ''}:~:text=${directive}`;
}

/** The words of the source from its first stretch that is the same here, in one paragraph. */
function firstPassage({ blocks, sources }: Report, number: number): string | null {
  for (const { spans } of blocks) {
    for (const span of spans) {
      if (span.source !== number || span.kind !== 'same' || span.source_start === null || span.source_end === null) continue;
      const text = sources[number]?.blocks.find(({ id }) => id === span.source_block)?.text?.slice(span.source_start, span.source_end).trim() ?? '';
      if (text.split(/\s+/).length >= ENDS) return text;
    }
  }
  return null;
}
