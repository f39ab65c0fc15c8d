import type { CheckId, Checked, Elsewhere, PageSubject } from '../../shared/checks';
import { Failure, problemOf } from '../../shared/errors';
import { marksOf } from '../../shared/marks';
import type { Part } from '../../shared/parts';
import { askPage, tell, type PageAnswers } from '../../shared/protocol';
import type { PageInput, Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import type { TabsCompared } from '../../shared/tabs';
import { blockedReason } from '../blocked';
import { dress, undress } from '../dress';
import { compare, type Compared } from '../compare';
import { engine, prepare } from '../engine';
import { keep } from '../keep';
import { compareAll, documentOf, readOthers } from '../others';
import { keepingWishes } from '../../packs/keeping';
import { placeFor, siteOf } from '../../packs/places';
import { apply, dropReport, saveReport, stateOf } from '../tabs';
import { injectInto } from './inject';
import type { Event } from './reduce';
import { isRunning, whileRunning } from './running';

/** The check of the page in a tab, from the click to the marks. */

/** What the click that started it knew. */
export interface Click {
  /** `Date.now()` and `performance.now()`. */
  at: number;
  started: number;
  address: string | undefined;
  isPrivate: boolean;
  /** Whether the panel was open before. */
  panelWasOpen: Promise<boolean>;
}

export async function checkPage(check: CheckId, subject: PageSubject, click: Click): Promise<void> {
  const { tab, anew } = subject;
  await whileRunning(check, async () => {
    try {
      const underWay = await isUnderWay(tab);
      if (!(await isLatest(tab, { type: 'clicked', check, at: click.at, underWay, anew: anew !== undefined }))) return;
      // Beside the reading of the page.
      void prepare();
      await readAndMark(check, subject, click);
    } catch (error) {
      // The page waits for marks that will not come.
      await askPage(tab, { type: 'clear', check }).catch(() => undefined);
      const state = await apply(tab, { type: 'failed', check, why: problemOf(error) });
      if (state.status === 'failed') await takeOff(tab);
    }
  });
}

async function readAndMark(check: CheckId, subject: PageSubject, click: Click): Promise<void> {
  const { tab, anew } = subject;
  const read = await readPage(check, tab, anew, click);
  if (!('page' in read)) {
    if (read.type === 'removed') await takeOff(tab);
    await apply(tab, read);
    return;
  }
  if (!(await isLatest(tab, { type: 'advanced', check, stage: 'comparing' }))) return;
  const { report, refusedPacks, engine: engineTime, dismissals, tabs } = await compared(read.page, subject, click);
  // The reader may have clicked on another page meanwhile, whose marks these are not.
  if (!(await isLatest(tab, { type: 'advanced', check, stage: 'painting' }))) return;
  const painted = await paint(check, tab, report, read.framed, anew === undefined);
  if (painted.type === 'stale') {
    const state = await apply(tab, { type: 'left', check });
    if (state.status === 'navigated') await takeOff(tab);
    return;
  }
  const timing = { engine: engineTime, painted: performance.now() - click.started, at: Date.now() };
  const found: Checked = { report, refusedPacks, refusedMarks: painted.refused, hiddenInWords: read.hiddenInWords, elsewhere: read.elsewhere, part: read.part, tabs, dismissals, timing };
  await saveReport(check, found, click.isPrivate);
  const state = await apply(tab, { type: 'painted', check });
  if (state.status !== 'checked' || state.check !== check) {
    // Something else was asked for meanwhile, whose marks these are not.
    await askPage(tab, { type: 'clear', check }).catch(() => undefined);
    return dropReport(check);
  }
  // A part that is chosen for once is not what the page is about.
  if (!click.isPrivate && read.part.choice !== 'chosen' && found.report.summary.headline_code !== 'no-article' && (await keepingWishes()).checked) {
    void keep(found, true).then(() => tell({ type: 'changed', tab }), () => undefined);
  }
  await chrome.action.setTitle({ tabId: tab, title: strings.action.remove }).catch(() => undefined);
}

/** What it is compared with: the packs, or the pages of other tabs. */
async function compared(page: PageInput, { tab, against }: PageSubject, { isPrivate }: Click): Promise<Compared & { tabs: TabsCompared | null }> {
  if (!against) return { ...(await compare(page, isPrivate)), tabs: null };
  // Which document it is the engine finds without any source.
  const others = await readOthers(against, (await engine.compare(page, [])).report.page.url);
  const found = await compare(page, isPrivate, others.pages.map(({ document }) => document));
  const title = (await chrome.tabs.get(tab).catch(() => null))?.title;
  const document = documentOf(tab, found.report);
  const name = title ?? found.report.page.title ?? '';
  return { ...found, tabs: document ? await compareAll({ name, page, document }, found.report, others) : { names: [name], shares: [[0]], origins: 0, unread: others.unread, same: others.same } };
}

/** Whether a check is still the tab's latest when the event has been told. */
export async function isLatest(tab: number, event: Event & { check: CheckId }): Promise<boolean> {
  const state = await apply(tab, event);
  return state.status === 'busy' && state.check === event.check;
}

/** The page of a check that is lost, or whose tab shows another one by now, waits for it no more. */
async function isUnderWay(tab: number): Promise<boolean> {
  const state = await stateOf(tab);
  if (state.status !== 'busy' || !isRunning(state.check)) return false;
  const answer = await askPage(tab, { type: 'ping' }).catch(() => null);
  return answer?.waiting === state.check;
}

type Read = { page: PageInput; hiddenInWords: number; elsewhere: Elsewhere | null; part: Part; framed: boolean } | Extract<Event, { type: 'kept' | 'removed' | 'blocked' }>;

async function readPage(check: CheckId, tab: number, anew: PageSubject['anew'], click: Click): Promise<Read> {
  const why = blockedReason(click.address);
  try {
    await enter(tab, click.address);
  } catch (error) {
    if (error instanceof Failure) throw error;
    return { type: 'blocked', check, why };
  }
  let answer: PageAnswers['toggle'];
  try {
    const [place, panelWasOpen] = await Promise.all([placeFor(siteOf(click.address)), click.panelWasOpen]);
    answer = await askPage(tab, { type: 'toggle', check, marks: anew ?? (panelWasOpen ? 'off' : 'keep'), place });
  } catch (error) {
    // On some of its own pages Firefox refuses without an error: nobody is there to answer.
    if (why !== 'other') return { type: 'blocked', check, why };
    throw error;
  }
  switch (answer.type) {
    case 'collected':
      // What is read in a private window is not to be remembered.
      return click.isPrivate ? { ...answer, part: { ...answer.part, place: null } } : answer;
    case 'unreadable':
      return { type: 'blocked', check, why: answer.why };
    default:
      return { type: answer.type, check };
  }
}

async function paint(check: CheckId, tab: number, report: Report, framed: boolean, show: boolean): Promise<PageAnswers['paint']> {
  const marks = marksOf(report);
  const article = report.blocks.filter(({ verdict }) => verdict !== 'furniture');
  if (marks.length > 0) await dress(tab, framed).catch(() => undefined);
  try {
    return await askPage(tab, { type: 'paint', check, marks, article: (article.length > 0 ? article : report.blocks).map(({ id }) => id), show });
  } catch (error) {
    // Nobody is there: the page was left while it was compared.
    if (error instanceof Failure && error.problem.code === 'no-answer') return { type: 'stale' };
    throw error;
  }
}

/** The page has no marks any more: nor has it their styles. */
export async function takeOff(tab: number): Promise<void> {
  await Promise.all([undress(tab, true), chrome.action.setTitle({ tabId: tab, title: strings.action.check }).catch(() => undefined)]);
}

/** Milliseconds. */
const NEXT_TRY = 200;

/**
 * Brings the content script into a page. Right behind one of the browser's own pages Chromium now and then refuses the next
 * page for a moment, though the click gave leave to read it.
 */
async function enter(tab: number, address: string | undefined): Promise<void> {
  try {
    await injectInto(tab);
  } catch (error) {
    if (error instanceof Failure || blockedReason(address) !== 'other') throw error;
    await new Promise((resolve) => setTimeout(resolve, NEXT_TRY));
    await injectInto(tab);
  }
}
