import type { CheckId, Checked, TextSubject } from '../../shared/checks';
import { problemOf } from '../../shared/errors';
import { LETTER_OR_DIGIT, TOO_LONG, TOO_MANY } from '../../shared/limits';
import { askPage } from '../../shared/protocol';
import type { AboutText } from '../../shared/parts';
import type { PageInput } from '../../shared/report';
import { compare } from '../compare';
import { prepare } from '../engine';
import { apply, dropReport, saveReport, stateOf } from '../tabs';
import { isLatest, takeOff, type Click } from './page';
import { whileRunning } from './running';

/** The check of a text that is no article of a page. It is shown in the panel beside the tab; the page gets no marks. */

export async function checkText(check: CheckId, { tab, text, from, about }: TextSubject, click: Click): Promise<void> {
  await whileRunning(check, async () => {
    try {
      const page = pageOf(text, about);
      const before = await stateOf(tab);
      if (!(await isLatest(tab, { type: 'clicked', check, at: click.at, underWay: false, anew: true }))) return;
      if (text.length > TOO_LONG || page.blocks.length > TOO_MANY) return void (await apply(tab, { type: 'blocked', check, why: 'too-long' }));
      if (before.status === 'checked') {
        // The marks of the page are not those of this text.
        await askPage(tab, { type: 'clear', check: before.check }).catch(() => undefined);
        await takeOff(tab);
      }
      void prepare();
      if (!(await isLatest(tab, { type: 'advanced', check, stage: 'comparing' }))) return;
      const { report, refusedPacks, engine: engineTime, dismissals } = await compare(page, click.isPrivate);
      const timing = { engine: engineTime, painted: performance.now() - click.started, at: Date.now() };
      const found: Checked = { report, refusedPacks, refusedMarks: 0, hiddenInWords: 0, elsewhere: null, part: { choice: from, place: null, ...(about && { others: about.others }) }, tabs: null, dismissals, timing };
      await saveReport(check, found, click.isPrivate);
      const state = await apply(tab, { type: 'painted', check });
      if (state.status !== 'checked' || state.check !== check) await dropReport(check);
    } catch (error) {
      await apply(tab, { type: 'failed', check, why: problemOf(error) });
    }
  });
}

/** A text as a page without anything around it: a paragraph a line, all of them chosen. */
export function pageOf(text: string, about?: AboutText): PageInput {
  const lines = text.split(/\r\n?|\n/).filter((line) => LETTER_OR_DIGIT.test(line));
  const blocks = lines.map((line) => ({ element: -1, text: line, linked: 0, links: [], hidden: false }));
  // As a page would say it.
  const meta: [string, string][] = [];
  if (about?.published) meta.push(['article:published_time', about.published]);
  if (about?.publisher) meta.push(['og:site_name', about.publisher]);
  return { url: about?.url ?? null, title: about?.title ?? null, lang: about?.language ?? null, canonical: null, meta, json_ld: [], times: [], chosen: [0, blocks.length], elements: [], blocks };
}
