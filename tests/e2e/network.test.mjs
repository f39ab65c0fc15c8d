// With everything used but the search button, nothing is asked of anybody: all requests of the browser go through a recorder.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch } from './lib/browser.mjs';
import { another, checkText, openBehind } from './lib/checking.mjs';
import { chooseFiles, keptIn, openLibrary } from './lib/library.mjs';
import { keepArticle, panelIn } from './lib/panel.mjs';
import { record } from './lib/recorder.mjs';
import { openSite } from './lib/site.mjs';
import { until } from './lib/wait.mjs';

const FERRY = '/news/kelmarsh-ferry-runs-aground.html';
/** Where no request of ours can be meant to go. */
const OUTSIDE = 'http://outside.example/control';

describe('the network', () => {
  let browser, site, recorder, panel, folder;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-network-'));
    site = await openSite();
    recorder = await record(site.base);
    browser = await launch({ granted: true, proxy: recorder.address });
  });
  after(async () => {
    await browser?.close();
    recorder?.close();
    site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a request of a page is caught, and one of the extension is not even made', async () => {
    await browser.open(`${site.base}${FERRY}`);
    assert.ok(recorder.inside().length > 0, 'pages come through the recorder');
    await browser.page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => undefined), OUTSIDE);
    await until('the request', () => recorder.outside().includes(OUTSIDE));
    // What the browser itself asks its makers for is none of ours; it asks when it starts.
    recorder.forget();
    await another(browser, () => browser.clickToolbarButton());
    panel = await browser.panel();
    const refused = await panel.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => 'made', () => 'refused'), OUTSIDE);
    assert.equal(refused, 'refused', 'the extension may connect to its own files alone');
  });

  test('nothing is asked of anybody, whatever is used', async () => {
    await keepArticle(panel);
    await another(browser, () => panel.evaluate(() => {
      const form = document.querySelector('.wf-card details.wf-more form');
      form.closest('details').open = true;
      form.querySelector('button').click();
    }));
    await another(browser, () => panel.click('.wf-dismissed button'));
    await checkText(browser, 'A text of nobody, with a link to http://outside.example/text in it, which nobody follows.');
    await openBehind(panel, [`${site.base}/news/ferry-aground-off-kelmarsh.html`]);
    await panel.click('.wf-tabs-link');
    await panelIn(panel, 'tabs');
    await panel.evaluate(() => document.querySelector('.wf-tabs-form input').click());
    await another(browser, () => panel.click('.wf-tabs-form .wf-primary'));
    const picture = '<img src="http://outside.example/a.png"><iframe src="http://outside.example/b"></iframe><script src="http://outside.example/c.js"></script>';
    const paragraphs = ['harbour', 'orchard', 'quarry'].map((place) => `<p>On the ${place} road forty people counted the swallows that had come back to the old ${place}, and wrote their number on a slate that hangs behind the ${place} door since the winter of the long frost.</p>`);
    writeFileSync(path.join(folder, 'page.html'), `<html><head><title>Swallows</title><link rel="stylesheet" href="http://outside.example/a.css"></head><body><article>${paragraphs.join(picture)}</article></body></html>`);
    await openLibrary(browser);
    await chooseFiles(browser.page, [path.join(folder, 'page.html')]);
    await keptIn(browser.page, 2);
    await browser.page.evaluate(() => [...document.querySelectorAll('.wf-exports button')].at(0).click());
    const ours = recorder.outside().filter((url) => /outside\.example/.test(url));
    assert.deepEqual(ours, []);
    // Beside what browsers ask their makers for.
    const others = recorder.outside().filter((url) => !/(?:google|gstatic|googleapis|mozilla|firefox|chromium)\.(?:com|org|net)|mozaws|cloudfront/.test(url));
    assert.deepEqual(others, []);
  });
});
