import { isFields, isList } from './guards';
import { isReport, type Block, type Report } from './report';

/** What changed on a page since its article was kept. */

export interface Changes {
  /** When the other version was kept, ISO 8601. */
  kept: string;
  /** Its paragraphs. */
  lines: string[];
  /** The article as it is now, compared with that version alone. */
  report: Report;
}

const isText = (value: unknown): value is string => typeof value === 'string';

export const isChanges = (value: unknown): value is Changes =>
  isFields(value) && isText(value['kept']) && isList(value['lines'], isText) && isReport(value['report']);

export interface Told {
  /** Paragraphs that draw on the other version and are not the same. */
  changed: Block[];
  /** Paragraphs that it has nothing of. */
  added: Block[];
  /** Paragraphs of it of which nothing is left. */
  gone: string[];
  /** How many are the same. */
  same: number;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Paragraphs that are the same word for word are so however short they are; of the others the report tells what became of them. */
export function tellChanges({ lines, report }: Changes): Told {
  const left = new Map<string, number>();
  for (const line of lines) left.set(plain(line), (left.get(plain(line)) ?? 0) + 1);
  const told: Told = { changed: [], added: [], gone: [], same: 0 };
  const drawnOn = new Set<number>();
  for (const block of report.blocks) {
    if (block.verdict === 'furniture') continue;
    const line = plain(block.text);
    const there = left.get(line) ?? 0;
    if (there > 0) {
      left.set(line, there - 1);
      told.same += 1;
      continue;
    }
    for (const { source_block: source } of block.spans) if (source !== null) drawnOn.add(source);
    (block.sources.length > 0 ? told.changed : told.added).push(block);
  }
  lines.forEach((line, at) => {
    const there = left.get(plain(line)) ?? 0;
    if (there === 0) return;
    left.set(plain(line), there - 1);
    if (!drawnOn.has(at)) told.gone.push(line);
  });
  return told;
}
