import { applying, type Applying } from '../packs/dismissals';
import { outlets } from '../packs/outlets';
import { noteRefused } from '../packs/store';
import { problem } from '../shared/errors';
import { strings } from '../shared/strings';
import type { Analysis } from '../engine/host';
import { keyOfKept, type Dismissal } from '../shared/dismissals';
import type { PageInput, Report, SourceInput } from '../shared/report';
import { engine, remakeKept } from './engine';
import { articles } from './keep';

const NOTHING: Applying = { exclude: [], blocks: [], dismissals: [] };

export type Compared = Analysis & { dismissals: Dismissal[] };

/** A page compared with all packs, or with `sources` alone, by what the reader has told: what is dismissed, and whose outlets are whose. */
export async function compare(page: PageInput, isPrivate: boolean, sources: readonly SourceInput[] | null = null): Promise<Compared> {
  const [{ exclude, blocks, dismissals }, { own, licensed }, deleted] = await Promise.all([
    // What is dismissed is dismissed of packs.
    sources ? NOTHING : applying(page, isPrivate).catch(() => NOTHING),
    outlets().catch(() => ({ own: [], licensed: [] })),
    // Asked before the list of packs is: a segment that is written anew meanwhile has none of them.
    articles.excluded().catch(() => []),
  ]);
  const barred = (await Promise.all(exclude.map(async (source) => {
    const key = keyOfKept(source);
    return key === null ? [source] : articles.idsOf(key).catch(() => []);
  }))).flat();
  const options = { exclude: [...barred, ...deleted], dismissed: blocks, own, licensed };
  const analysis = await (sources ? engine.compare(page, sources, options) : engine.check(page, options));
  void noteRefused(analysis.refusedPacks).catch(() => undefined);
  void remakeKept(analysis.refusedPacks).catch(() => undefined);
  const waiting = sources ? 0 : await articles.waiting().catch(() => 0);
  const refusedPacks = waiting === 0 ? analysis.refusedPacks
    : [...analysis.refusedPacks, { id: 'kept', since: '', file: strings.kept.pack, why: problem('articles-waiting', { articles: waiting }), searched: true }];
  return { ...analysis, report: asDismissed(analysis.report, barred), refusedPacks, dismissals };
}

/** The engine is told of articles that were deleted, too: the reader dismissed none of those. */
function asDismissed(report: Report, exclude: readonly string[]): Report {
  const { dismissed } = report;
  return dismissed ? { ...report, dismissed: { ...dismissed, sources: dismissed.sources.filter((id) => exclude.includes(id)) } } : report;
}
