// This tab compared with others. The permissions that the browser would ask the reader for are granted beforehand: no driver can answer.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { another, checkPage, openBehind } from './lib/checking.mjs';
import { readMarks, waitForMarks } from './lib/marks.mjs';
import { panelIn, readPanel } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';

const FERRY = '/news/kelmarsh-ferry-runs-aground.html';
const OTHERS = ['/news/ferry-aground-off-kelmarsh.html', '/news/orchard-census.html', '/form.html'];

describe('tabs compared with each other', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite({ granted: true })));
  after(() => closeBoth(browser, site));

  const choose = async (wanted) => {
    await panel.click('.wf-tabs-link');
    await panelIn(panel, 'tabs');
    await panel.evaluate((name) => {
      const label = [...document.querySelectorAll('.wf-tabs-form label')].find((one) => new RegExp(name).test(one.textContent));
      label.querySelector('input').click();
    }, wanted);
  };

  test('the page is compared with the article of another tab, and with nothing else', async () => {
    await checkPage(browser, `${site.base}${FERRY}`);
    panel = await browser.panel();
    await openBehind(panel, OTHERS.map((address) => `${site.base}${address}`));
    await choose('Ferry with 214');
    await browser.screenshot(picture('tabs-form'));
    const { report, tabs } = await another(browser, () => panel.click('.wf-tabs-form .wf-primary'));
    assert.equal(tabs.names.length, 2);
    assert.deepEqual(report.sources.map(({ publisher }) => publisher), ['Northreach Press Agency']);
    assert.ok(report.summary.copied.blocks > 0);
    await waitForMarks(browser.page);
    assert.ok((await readMarks(browser.page)).length > 0);
    const { text } = await readPanel(panel);
    assert.match(text, /Compared with one open tab, and not with your packs/);
    assert.doesNotMatch(text, /Searched/);
  });

  test('all tabs of the window make a table, with what was not read, and the packs are a click away', async () => {
    await choose('All of this window');
    const { tabs } = await another(browser, () => panel.click('.wf-tabs-form .wf-primary'));
    assert.equal(tabs.names.length, 3);
    assert.equal(tabs.unread.length, 1);
    assert.equal(tabs.origins, 2, JSON.stringify(tabs));
    assert.ok(tabs.shares[0][1] > 0.5 && tabs.shares[0][2] === 0, JSON.stringify(tabs.shares));
    const { text } = await readPanel(panel);
    assert.match(text, /3 pages, 2 origins/);
    assert.match(text, /Left out, without an article or not to be read: “/);
    assert.equal(await panel.evaluate(() => document.querySelectorAll('.wf-matrix td').length), 9);
    await browser.screenshot(picture('tabs-matrix'));
    const { tabs: none, report } = await another(browser, () => panel.evaluate(() => [...document.querySelectorAll('.wf-part button')].find((button) => /packs instead/.test(button.textContent)).click()));
    assert.equal(none, null);
    assert.ok(report.packs.length > 1);
  });

  test('Escape goes back to what was shown', async () => {
    await choose('Ferry with 214');
    await panel.press('Escape');
    await panelIn(panel, 'checked');
  });
});
