import type { SourceInput, PageInput, Report } from '../shared/report';
import { articleOf } from '../shared/articles';
import { askPage } from '../shared/protocol';
import type { TabsCompared } from '../shared/tabs';
import { injectInto } from './checks/inject';
import { engine } from './engine';

/** What stands in other tabs, read for one comparison. */

export interface OtherPage {
  name: string;
  page: PageInput;
  document: SourceInput;
}

export interface Others {
  pages: OtherPage[];
  /** The names of tabs without an article, or that could not be read. */
  unread: string[];
  /** The names of tabs with the same page as another one. */
  same: string[];
}

/** Reads the articles of tabs; `own` is the address of the page that they are compared with. */
export async function readOthers(tabs: readonly number[], own: string | null): Promise<Others> {
  const others: Others = { pages: [], unread: [], same: [] };
  const addresses = new Set([own]);
  for (const id of tabs) {
    const tab = await chrome.tabs.get(id).catch(() => null);
    const name = tab?.title ?? tab?.url ?? '';
    const read = tab && (await readArticle(id).catch(() => null));
    if (!read) others.unread.push(name);
    else if (read.document.url !== undefined && addresses.has(read.document.url)) others.same.push(name);
    else others.pages.push({ name, ...read });
    addresses.add(read?.document.url ?? null);
  }
  return others;
}

async function readArticle(tab: number): Promise<Omit<OtherPage, 'name'> | null> {
  await injectInto(tab);
  const answer = await askPage(tab, { type: 'read' });
  if (answer.type !== 'read') return null;
  // What of it is its article the engine finds without any source.
  const { report } = await engine.compare(answer.page, []);
  const document = documentOf(tab, report);
  return document && { page: answer.page, document };
}

const idOf = (tab: number): string => `tab:${tab}`;

/** The article of a page as others are compared with it. */
export function documentOf(tab: number, report: Report): SourceInput | null {
  const { url, title, publisher, published, language, text } = articleOf(report);
  if (text === '' || report.summary.headline_code === 'no-article') return null;
  return {
    id: idOf(tab), text, ...(url !== null && { url }), ...(title !== null && { title }), ...(publisher !== null && { publisher }),
    ...(published !== null && { published }), ...(language !== null && { language }),
  };
}

/** A page that has so much of its words from another one is no origin. */
const MOST = 0.5;

/** Each page compared with all the others; `own` is the report of the first with the others. */
export async function compareAll(first: OtherPage, own: Report, { pages, unread, same }: Others): Promise<TabsCompared> {
  const all = [first, ...pages];
  const reports = [own];
  for (const page of pages) {
    const others = all.filter((other) => other !== page).map(({ document }) => document);
    reports.push((await engine.compare(page.page, others)).report);
  }
  const sharesOf = (report: Report): number[] => all.map(({ document }) => {
    const source = report.sources.find(({ id }) => id === document.id);
    return Math.min(1, (source?.shared_words ?? 0) / Math.max(1, report.summary.words));
  });
  const shares = reports.map(sharesOf);
  const isFrom = (page: number, other: number): boolean => {
    const direction = reports[page]?.sources.find(({ id }) => id === all[other]?.document.id)?.direction;
    // Where nobody knows which was first, the one that stands first is taken for it, so that they are not both from each other.
    return direction === 'earlier' || (direction !== 'later' && other < page);
  };
  const origins = all.filter((_, page) => !all.some((_, other) => (shares[page]?.[other] ?? 0) >= MOST && isFrom(page, other))).length;
  return { names: all.map(({ name }) => name), shares, origins, unread, same };
}
