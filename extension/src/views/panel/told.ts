import { earliest } from '../../shared/dates';
import type { Follows, Report, Source } from '../../shared/report';
import { strings } from '../../shared/strings';
import { sourceName } from './names';

/** Sentences on the sources that stand beside the headline. */
export const besideHeadline = (report: Report): string[] =>
  [origins(report), followed(report)].filter((sentence) => sentence !== null);

/** That the page tells a source's points in its order. */
export const followedIn = (source: Source, { sentences, of }: Follows): string => strings.follows(sentences, of, sourceName(source));

/** Of the source that is followed most closely; null where the headline says so. */
function followed({ sources, summary }: Report): string | null {
  if (summary.headline_code === 'follows') return null;
  let most: [Source, Follows] | null = null;
  for (const source of sources) {
    if (source.follows && source.follows.sentences > (most?.[1].sentences ?? 0)) most = [source, source.follows];
  }
  return most && followedIn(...most);
}

/** In how many outlets the shared words stand, and from how many origins; null where there are no two sources of them. */
function origins({ sources, origins: grouped = [] }: Report): string | null {
  const groups = grouped.map((group) => group.flatMap((index) => sources[index] ?? []));
  const all = groups.flat();
  if (all.length < 2) return null;
  const outlets = new Set(all.map(({ publisher, id }) => publisher ?? id)).size;
  const first = all[earliest(all.map(({ published }) => published))];
  return strings.origins(outlets, groups.length, first ? sourceName(first) : null);
}
