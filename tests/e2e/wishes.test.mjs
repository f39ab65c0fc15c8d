// Articles that are kept by themselves: those that are checked, and those that are read on sites that the reader names.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { readKept } from './lib/kept.mjs';
import { openLibrary } from './lib/library.mjs';
import { panelIn, readPanel } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

describe('articles that are kept by themselves', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite({ granted: true })));
  after(() => closeBoth(browser, site));

  /** From the panel, which stays where it is: the page that is read must not be left before it has been. */
  const kept = async () => ((await readKept(panel))?.articles ?? []).map(([, { title }]) => title);
  const untilKept = (count) => until(`${count} articles`, async () => {
    const titles = await kept();
    return titles.length === count && titles;
  });
  const add = (typed) => browser.page.evaluate((words) => {
    const form = document.querySelector('.wf-keeping-wishes form');
    form.querySelector('input').value = words;
    form.querySelector('button').click();
  }, typed);
  const told = (words) => until(`the page to say ${words}`, () => browser.page.evaluate((wanted) => new RegExp(wanted).test(document.querySelector('.wf-keeping-wishes').innerText), words.source));

  test('nothing is, until the reader asks for it', async () => {
    await browser.open(`${site.base}/bells.html`);
    await browser.clickToolbarButton();
    panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.deepEqual(await kept(), []);
  });

  test('what is read on a site that is named is kept, and no more of it once that is taken back', async () => {
    await openLibrary(browser);
    await add('no site');
    await told(/no name of a site/);
    await add(`${site.base}/somewhere`);
    await told(/What you read on 127\.0\.0\.1 is kept from now on/);
    await browser.page.screenshot(picture('wishes'));
    await browser.open(`${site.base}/bells.html`);
    assert.deepEqual(await untilKept(1), ['Bells of Ostrel fall silent']);
    // A page without an article is none.
    await browser.open(`${site.base}/form.html`);
    await browser.open(`${site.base}/news/orchard-census.html`);
    await untilKept(2);
    await openLibrary(browser);
    await browser.page.evaluate(() => document.querySelector('.wf-keeping-wishes li button').click());
    await told(/Nothing more of 127\.0\.0\.1/);
    await browser.open(`${site.base}/news/late-buses-withdrawn.html`);
    // A script that is there would have told the background of it before this page's own check has come back.
    await browser.clickToolbarButton();
    await until('the check', async () => /buses/i.test((await readPanel(panel)).text) && (await readPanel(panel)).state === 'checked');
    assert.equal((await kept()).length, 2);
  });

  test('every article that is checked is kept, where that is wished', async () => {
    await openLibrary(browser);
    await browser.page.evaluate(() => document.querySelector('.wf-keeping-wishes input[type=checkbox]').click());
    await until('the wish to be remembered', () => browser.page.evaluate(async () => (await chrome.storage.local.get('keeping')).keeping?.checked === true));
    await browser.open(`${site.base}/news/heat-network-hopes.html`);
    await browser.clickToolbarButton();
    await until('the panel to say so', async () => /Kept \d/.test((await readPanel(panel)).text));
    await untilKept(3);
  });
});
