import type { Source } from '../../shared/report';

/** A passage of a source that the page left out: its sentences as a whole, or how many words it has where the pack has none. */
export type LeftOut = { text: string } | { words: number };

interface Stretch {
  start: number;
  end: number;
}

/** What the page left out of a source, in the source's order: whole sentences, where the words of their paragraph are known. */
export function leftOut({ omitted, blocks, language }: Source): LeftOut[] {
  const inOrder = [...omitted].sort((one, other) => one.block - other.block);
  const passages: LeftOut[] = [];
  /** Sentences of one block that are told already. */
  let told = null as { block: number; end: number } | null;
  for (const { block, text, words } of inOrder) {
    if (text === null) {
      passages.push({ words });
      continue;
    }
    const whole = blocks.find(({ id }) => id === block)?.text ?? null;
    const at = whole?.indexOf(text.trim()) ?? -1;
    if (whole === null || at < 0) {
      passages.push({ text: text.trim() });
      continue;
    }
    const { start, end } = sentencesAround(whole, { start: at, end: at + text.trim().length }, language);
    const from: number = told?.block === block ? Math.max(start, told.end) : start;
    if (from < end) passages.push({ text: whole.slice(from, end).trim() });
    told = { block, end: Math.max(end, told?.block === block ? told.end : 0) };
  }
  return passages;
}

/** The sentences that a stretch of a text has words of. */
function sentencesAround(text: string, { start, end }: Stretch, language: string | null): Stretch {
  const locales = language === null ? [] : Intl.Segmenter.supportedLocalesOf([language]);
  const sentences = [...new Intl.Segmenter(locales, { granularity: 'sentence' }).segment(text)].map(({ index, segment }) => ({ start: index, end: index + segment.length }));
  const touched = sentences.filter((sentence) => sentence.start < end && start < sentence.end);
  return { start: Math.min(start, touched[0]?.start ?? start), end: Math.max(end, touched.at(-1)?.end ?? end) };
}
