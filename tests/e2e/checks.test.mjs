// A check from its click to its marks, and what may come between: other clicks, other pages, a background that is ended.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browserName } from './lib/browser.mjs';
import { readDocument, readMarks, waitForMarks, waitForNoMarks } from './lib/marks.mjs';
import { forgetAll, panelIn, readPanel, readState, rowOf, unfold } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

const FERRY = '/news/kelmarsh-ferry-runs-aground.html';
const VALLEY = '/news/valley-packs-as-lake-is-drained.html';
/** What can be done to one browser's background alone. */
/** Tests of the background itself, which only Chromium lets be reached from here; in Firefox there are none of them. */
const inChromium = browserName === 'chromium' ? test : () => undefined;

describe('checks', () => {
  let browser, site;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  const settled = async (panel) => until('the check to end', async () => {
    const state = await readState(panel);
    return state.status !== 'busy' && state;
  });

  test('a double click is one click', async () => {
    await browser.open(`${site.base}${FERRY}`);
    await browser.doubleClickToolbarButton();
    await waitForMarks(browser.page);
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.ok((await readMarks(browser.page)).length > 0);
  });

  test('a page that is left in the middle of a check gets no marks, and the next page its own', async () => {
    await browser.open(`${site.base}/long.html`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await until('the check to be under way', async () => (await readState(panel)).status !== 'idle');
    await browser.open(`${site.base}${VALLEY}`);
    await browser.clickToolbarButton();
    const marks = await waitForMarks(browser.page);
    await panelIn(panel, 'checked');
    const { report } = await readState(panel);
    assert.match(report.page.title, /Valley packs its papers/);
    for (const { text } of marks) assert.ok(report.blocks.some((block) => block.text.includes(text)), text);
    // What the first check still brings comes to nothing.
    await browser.open(`${site.base}/calm.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    assert.match((await settled(panel)).report.page.title, /Kelmarsh ferry/);
  });

  inChromium('marks that come late stand on no page that they were not made for', async () => {
    await browser.open(`${site.base}${VALLEY}`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    const own = await waitForMarks(browser.page);
    await browser.open(`${site.base}/calm.html`);
    // The list of packs, which every check asks for, is withheld until both pages have been read.
    await browser.inBackground(() => {
      const get = chrome.storage.local.get.bind(chrome.storage.local);
      const released = new Promise((resolve) => {
        globalThis.release = resolve;
      });
      chrome.storage.local.get = (...asked) => (JSON.stringify(asked).includes('library') ? released.then(() => get(...asked)) : get(...asked));
    });
    const comparing = (before) => until('the page to be read', async () => {
      const { status, stage, check } = await readState(panel);
      return status === 'busy' && stage === 'comparing' && check !== before && check;
    });
    await browser.clickToolbarButton();
    const first = await comparing(null);
    await browser.open(`${site.base}${VALLEY}`);
    await browser.clickToolbarButton();
    await comparing(first);
    await browser.inBackground(() => globalThis.release());
    await panelIn(panel, 'checked');
    assert.match((await readState(panel)).report.page.title, /Valley packs its papers/);
    assert.deepEqual(await waitForMarks(browser.page), own);
    await browser.stopBackground();
  });

  test('a page of ten thousand paragraphs is checked, and no other tab loses its report', async () => {
    await browser.open(`${site.base}${FERRY}`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    let panel = await browser.panel();
    await panelIn(panel, 'checked');
    const back = await browser.openWindow(`${site.base}/long.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    const long = await browser.panel();
    assert.equal((await settled(long)).report.blocks.length > 10_000, true);
    await unfold(long);
    await until('all its rows', async () => (await long.evaluate(() => document.querySelectorAll('.wf-item').length)) > 10_000);
    await back();
    panel = await browser.panel();
    const { status, report } = await readState(panel);
    assert.equal(status, 'checked');
    assert.match(report.page.title, /ferry/i);
  });

  test('two windows have a panel each, with a report of their own', async () => {
    await browser.open(`${site.base}${FERRY}`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    const back = await browser.openWindow(`${site.base}${VALLEY}`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await panelIn(await browser.panel(), 'checked');
    assert.match((await readPanel(await browser.panel())).rows[0].firstWords, /Grauental/);
    await back();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.match((await readState(panel)).report.page.title, /ferry/i);
    assert.ok((await readMarks(browser.page)).length > 0);
  });

  test('a page without marks stays checked while its address changes, and is left when its text does', async () => {
    await browser.open(`${site.base}/tracked.html`);
    const untouched = await readDocument(browser.page);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.deepEqual(await readMarks(browser.page), []);
    assert.deepEqual(await readDocument(browser.page), untouched);
    const looked = () => browser.page.evaluate(async () => {
      // The page is looked at after every change of its text.
      document.querySelector('h1').append(' ');
      await new Promise((resolve) => setTimeout(resolve, 1500));
    });
    const stays = async (why) => assert.deepEqual([(await readPanel(panel)).state, (await readState(panel)).status], ['checked', 'checked'], why);
    await browser.page.evaluate(() => window.track());
    await looked();
    await stays('another address alone is no other page');
    await browser.page.evaluate(() => {
      window.renderAnew();
      window.track();
    });
    await looked();
    await stays('rendered anew it is the same article');
    await browser.page.evaluate(() => window.goOn());
    await panelIn(panel, 'navigated');
    await browser.clickToolbarButton();
    await until('the check of the other story', async () => (await readState(panel)).report?.page.url.endsWith('/another-story'));
  });

  test('a page can tell nothing where nothing is marked, and no more when the marks are gone', async () => {
    const told = () => browser.page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('p'), '::highlight(wherefrom-copied)');
      return { names: [...CSS.highlights.keys()], line: style.textDecorationLine, shadow: style.textShadow };
    });
    await browser.open(`${site.base}/tracked.html`);
    const before = await told();
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.deepEqual(await told(), before);
    await browser.open(`${site.base}${FERRY}`);
    const plain = await told();
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await panelIn(panel, 'checked');
    assert.notDeepEqual(await told(), plain);
    await browser.clickToolbarButton();
    await waitForNoMarks(browser.page);
    await panelIn(panel, 'removed');
    assert.deepEqual(await told(), plain);
  });

  test('a paragraph that is chosen on a page without marks is marked as chosen', async () => {
    await browser.open(`${site.base}/tracked.html`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    await unfold(panel);
    const { rows } = await readPanel(panel);
    await panel.click(await rowOf(panel, rows[2].firstWords.slice(0, 40)));
    await until('the choice on the page', async () => (await readMarks(browser.page)).some(({ kind }) => kind === 'selected'));
    assert.notEqual(await browser.page.evaluate(() => {
      const [name] = [...CSS.highlights.keys()];
      return getComputedStyle(document.querySelector('p'), `::highlight(${name})`).backgroundColor;
    }), 'rgba(0, 0, 0, 0)');
  });

  test('a check whose background is ended is told as that, and the next click works', async () => {
    await browser.open(`${site.base}/long.html`);
    const panel = await browser.panel();
    const before = (await readPanel(panel)).check;
    await browser.clickToolbarButton();
    await until('the check to be under way', async () => {
      const { state, check } = await readPanel(panel);
      return state === 'busy' || (check !== null && check !== before);
    });
    await browser.stopBackground();
    // The panel finds out by itself.
    await until('the panel to say so', async () => ['failed', 'checked'].includes((await readPanel(panel)).state));
    const { status, why } = await settled(panel);
    // On a fast machine it may have been done by then.
    assert.ok(status === 'checked' || why.code === 'interrupted', status);
    // However it went: a state that another background has left behind comes to its end.
    await panel.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const busy = { status: 'busy', check: 'of-another-life', clicked: 1, stage: 'comparing', before: { status: 'idle' } };
      await chrome.storage.session.set({ [`tab:${tab.id}`]: busy });
    });
    assert.equal((await settled(panel)).why.code, 'interrupted');
    await browser.open(`${site.base}${FERRY}`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await panelIn(panel, 'checked');
  });

  inChromium('a tab that is closed loads no engine, nor does a background that wakes', async () => {
    await browser.stopBackground();
    const loaded = () => browser.inBackground(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length);
    assert.equal(await loaded(), 0);
    const panel = await browser.panel();
    await panel.evaluate(async () => chrome.tabs.remove((await chrome.tabs.create({ url: 'about:blank', active: false })).id));
    await until('the background to be awake', () => panel.evaluate(() => chrome.runtime.sendMessage({ type: 'view', tab: 0 })));
    assert.equal(await loaded(), 0);
  });

  inChromium('where the browser has no side panel, the panel opens in a tab', async () => {
    await browser.open(`${site.base}${FERRY}`);
    const panel = await browser.panel();
    await forgetAll(panel);
    await browser.inBackground(() => {
      Object.defineProperty(chrome, 'sidePanel', { value: undefined });
    });
    await browser.clickToolbarButton();
    const opened = await until('the tab with the panel', () => panel.evaluate(async () => {
      const [context] = (await chrome.runtime.getContexts({ contextTypes: ['TAB'] })).filter(({ documentUrl }) => documentUrl.includes('panel.html?tab='));
      return context?.documentUrl;
    }));
    const shown = await until('the report in it', () => panel.evaluate(async (address) => {
      const tab = Number(new URL(address).searchParams.get('tab'));
      const { ok } = await chrome.runtime.sendMessage({ type: 'view', tab });
      return ok.status === 'checked' && ok.checked.report.page.title;
    }, opened));
    assert.match(shown, /ferry/i);
    assert.ok((await readMarks(browser.page)).length > 0);
    await panel.evaluate(async (address) => {
      const [context] = (await chrome.runtime.getContexts({ contextTypes: ['TAB'] })).filter(({ documentUrl }) => documentUrl === address);
      await chrome.tabs.remove(context.tabId);
    }, opened);
    await browser.stopBackground();
  });

  test('an update of the extension leaves no mark behind, and a click marks the page again', async () => {
    await browser.open(`${site.base}${FERRY}`);
    await browser.clickToolbarButton();
    const marks = await waitForMarks(browser.page);
    await browser.panel();
    await browser.updateExtension();
    if (browserName === 'chromium') await waitForNoMarks(browser.page);
    await browser.clickToolbarButton();
    await panelIn(await browser.panel(), 'checked');
    assert.deepEqual(await waitForMarks(browser.page), marks);
  });
});
