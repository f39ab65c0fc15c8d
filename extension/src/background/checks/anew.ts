import { newId, type PageSubject, type TextSubject } from '../../shared/checks';
import { start } from './start';

/** Checks that were not asked for by a click on the button. */

async function begin(subject: PageSubject | TextSubject): Promise<void> {
  const [at, started] = [Date.now(), performance.now()];
  const { url: address, incognito: isPrivate } = await chrome.tabs.get(subject.tab);
  await start({ id: newId(), subject }, { at, started, address, isPrivate, panelWasOpen: Promise.resolve(true) });
}

/** The tab's page once more. */
export const again = (tab: number, anew: NonNullable<PageSubject['anew']>): Promise<void> => begin({ kind: 'page', tab, anew });

/** The tab's page with those of other tabs. */
export const compareTabs = (tab: number, against: number[]): Promise<void> => begin({ kind: 'page', tab, anew: 'chosen', against });

/** Compares a text in the place of the tab's page. */
export const compareText = (subject: TextSubject): Promise<void> => begin(subject);
