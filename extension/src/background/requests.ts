import { Failure, problemOf } from '../shared/errors';
import { explain } from '../shared/strings';
import { askPage, tell, type Again, type Answers, type FromPage, type Reply, type Request } from '../shared/protocol';
import type { CheckId } from '../shared/checks';
import { rememberPlace, siteOf } from '../packs/places';
import { takeOff } from './checks/page';
import { isRunning } from './checks/running';
import { again, compareTabs, compareText } from './checks/anew';
import { changesOf } from './changes';
import { dismissMatch, undismissMatch } from './dismiss';
import { dress } from './dress';
import { keep } from './keep';
import { withTabs } from './leave';
import { outline } from './outline';
import { apply, saveReport, stateOf, viewOf } from './tabs';

/** The background's answers to the panel, and what it does at a page's word. */

function act(request: Request): Promise<Answers[Request['type']]> {
  switch (request.type) {
    case 'view':
      return view(request.tab);
    case 'choose':
      return choose(request.tab, request.block);
    case 'again':
      return checkAgain(request.tab, request.how);
    case 'text':
      void compareText({ kind: 'text', tab: request.tab, text: request.text, from: request.about ? 'file' : 'given', about: request.about });
      return Promise.resolve(null);
    case 'tabs':
      void withTabs(request.origins, () => compareTabs(request.tab, request.tabs));
      return Promise.resolve(null);
    case 'remember':
      return remember(request.tab, request.on);
    case 'keep':
      return keepPage(request.tab, request.check, request.on);
    case 'changes':
      return changesOf(request.tab, request.check);
    case 'dismiss':
      return dismissMatch(request);
    case 'undismiss':
      return undismissMatch(request.tab, request.id);
    case 'left':
      return left(request.tab, request.check);
    case 'loading':
      return apply(request.tab, { type: 'loading' }).then(() => null);
  }
}

export async function answer(request: Request): Promise<Reply<Answers[Request['type']]>> {
  try {
    return { ok: await act(request) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** A check that no background works on was begun by one that the browser has ended meanwhile. */
async function view(tab: number): Promise<Answers['view']> {
  const state = await stateOf(tab);
  if (state.status === 'busy' && !isRunning(state.check)) {
    await apply(tab, { type: 'failed', check: state.check, why: { code: 'interrupted', args: {} } });
  }
  return viewOf(tab);
}

/** A page without marks has no styles either, until a paragraph of it is chosen. */
async function choose(tab: number, block: number | null): Promise<Answers['choose']> {
  if (block !== null && !(await isDressed(tab))) await dress(tab, true).catch(() => undefined);
  return { found: (await askPage(tab, { type: 'select', block })).found };
}

async function isDressed(tab: number): Promise<boolean> {
  return (await askPage(tab, { type: 'ping' })).marks > 0;
}

/** The page no longer wears the marks of this check: nor has it their styles, unless a later check has put them there. */
async function left(tab: number, check: CheckId): Promise<null> {
  const before = await stateOf(tab);
  const after = await apply(tab, { type: 'left', check });
  if (before.status !== 'navigated' && after.status === 'navigated') await takeOff(tab);
  return null;
}

async function keepPage(tab: number, check: CheckId | null, on: boolean): Promise<null> {
  const view = await viewOf(tab);
  // What the reader saw is kept, and nothing that came meanwhile.
  if (view.status !== 'checked' || view.keeping === null || (check !== null && view.check !== check)) throw new Failure('not-kept');
  await keep(view.checked, on);
  tell({ type: 'changed', tab });
  return null;
}

/** Keeps the article of a tab's page from its menu or by the shortcut: a page that does not wear its marks is checked first. */
export async function keepFromPage(tab: number): Promise<void> {
  try {
    const view = await viewOf(tab);
    const marked = (await askPage(tab, { type: 'ping' }).catch(() => null))?.marked;
    if (view.status !== 'checked' || marked !== view.check) await again(tab, 'chosen');
    await keepPage(tab, null, true);
    await chrome.action.setBadgeText({ tabId: tab, text: '' });
  } catch (error) {
    // Whoever has no panel open sees it on the button.
    await chrome.action.setBadgeText({ tabId: tab, text: '!' });
    await chrome.action.setTitle({ tabId: tab, title: explain(problemOf(error)) });
  }
}

async function checkAgain(tab: number, how: Again): Promise<null> {
  if (how === 'forget') {
    const { url, incognito } = await chrome.tabs.get(tab);
    const site = siteOf(url);
    if (site !== null && !incognito) await rememberPlace(site, null);
  }
  // Its answer is the tab's state, not this one.
  void again(tab, how === 'page' ? 'chosen' : 'found');
  return null;
}

async function remember(tab: number, on: boolean): Promise<null> {
  const [view, { url, incognito }] = await Promise.all([viewOf(tab), chrome.tabs.get(tab)]);
  const site = siteOf(url);
  if (view.status !== 'checked' || site === null || incognito) return null;
  const { part } = view.checked;
  await rememberPlace(site, on ? part.place : null);
  await saveReport(view.check, { ...view.checked, part: { ...part, choice: on ? 'remembered' : 'chosen' } }, incognito);
  return null;
}

/** What a page tells by itself. `pointed` is for the panel. */
export async function hear(tab: number, message: FromPage): Promise<void> {
  if (message.type === 'left') await left(tab, message.check);
  if (message.type === 'outlined') await outline(tab, message.outlined?.path ?? null, message.before);
  if (message.type === 'picked') await again(tab, 'chosen');
}
