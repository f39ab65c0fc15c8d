import { keepingWishes } from '../packs/keeping';
import { articleOf } from '../shared/articles';
import { isOf } from '../shared/keeping';
import { askPage } from '../shared/protocol';
import { injectInto } from './checks/inject';
import { engine } from './engine';
import { articles } from './keep';

/** Keeps what is read on the sites that the reader has named. A small script on their pages alone tells of it; no other page wakes the background. */

/** A page of such a site is before the reader's eyes. */
export async function keepArrived(tab: chrome.tabs.Tab): Promise<void> {
  const { id, url, incognito } = tab;
  if (id === undefined || incognito) return;
  const { sites } = await keepingWishes();
  // Its address is told to whom the reader allows to read it.
  if (!isOf(url, sites)) return;
  await injectInto(id);
  const answer = await askPage(id, { type: 'read' });
  // Another page may have come to the tab meanwhile.
  if (answer.type !== 'read' || !isOf(answer.page.url ?? undefined, sites)) return;
  const { report } = await engine.compare(answer.page, []);
  const article = articleOf(report);
  if (article.text === '' || report.summary.headline_code === 'no-article') return;
  await articles.keep([article]);
  void articles.index().catch(() => undefined);
}
