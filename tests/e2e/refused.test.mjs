// Permissions that are not given. No driver can answer the browser's question; without a reader's own click browsers do not even ask, and refuse.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkPage } from './lib/checking.mjs';
import { openLibrary } from './lib/library.mjs';
import { readPanel, untilTold } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

describe('permissions that are refused', () => {
  let browser, site;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  test('the panel tells it for all to see, beside the report that was there', async () => {
    await checkPage(browser, `${site.base}/news/kelmarsh-ferry-runs-aground.html`);
    const panel = await browser.panel();
    for (let turn = 0; turn < 2; turn += 1) {
      await panel.evaluate(() => document.querySelector('.wf-tabs-link').click());
      await untilTold(panel, /Nothing was compared: the browser was not allowed to show Wherefrom the tabs/);
      assert.equal(await panel.evaluate(() => document.querySelectorAll('.wf-told').length), 1);
      assert.equal((await readPanel(panel)).state, 'checked');
    }
  });

  test('the library tells it, and lists no such site', async () => {
    await openLibrary(browser);
    await browser.page.evaluate(() => {
      const form = document.querySelector('.wf-keeping-wishes form');
      form.querySelector('input').value = 'gazette.example';
      form.requestSubmit();
    });
    await until('the words', () => browser.page.evaluate(() => /Nothing was changed: the browser was not allowed to let Wherefrom read gazette\.example/.test(document.querySelector('.wf-keeping-wishes').innerText)));
    assert.deepEqual(await browser.page.evaluate(async () => [document.querySelectorAll('.wf-keeping-wishes li').length, await chrome.storage.local.get('keeping')]), [0, {}]);
  });
});
