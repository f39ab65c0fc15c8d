// What was found, saved as files and copied as a short text.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { checkPage } from './lib/checking.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

const REPRINT = '/news/skippers-lift-passengers-off-ferry.html';

describe('evidence', () => {
  let browser, site, panel, report;
  before(async () => {
    ({ browser, site } = await launchOnSite());
    ({ report } = await checkPage(browser, `${site.base}${REPRINT}`));
    panel = await browser.panel();
  });
  after(() => closeBoth(browser, site));

  /** The text and the name of what a button has the browser save. */
  async function saved(name) {
    await panel.evaluate((wanted) => {
      window.saved = null;
      URL.createObjectURL = (blob) => {
        window.saved = blob;
        return '#';
      };
      HTMLAnchorElement.prototype.click = function click() { window.savedAs = this.download; };
      [...document.querySelectorAll('.wf-evidence button')].find(({ textContent }) => textContent === wanted).click();
    }, name);
    return until('the file', () => panel.evaluate(async () => window.saved && { name: window.savedAs, type: window.saved.type, text: await window.saved.text() }));
  }

  test('a page that opens anywhere says what was compared, when, with what, and what the verdicts mean', async () => {
    await panel.evaluate(() => { document.querySelector('.wf-evidence details').open = true; });
    const { name, type, text } = await saved('Save a report');
    assert.match(name, /^wherefrom They came unasked.*\.html$/);
    assert.equal(type, 'text/html');
    for (const wanted of [/<ins>67<\/ins> <del>\[<bdi>61<\/bdi>\]<\/del>/, /What the words mean/, /SHA-256.*<code>[0-9a-f]{64}<\/code>/, /By: <bdi>Wherefrom \d/, /Checked: <bdi>\d{4}-\d\d-\d\dT/, /Pack <bdi>Invented news<\/bdi>, 17 documents, checksum <code>/]) assert.match(text, wanted);
    assert.doesNotMatch(text, /<script|src=|href=/i);
    await panel.evaluate(() => document.querySelector('.wf-evidence').scrollIntoView());
    await browser.screenshot(picture('evidence'));
    // As a reader opens it.
    await browser.open(`data:text/html;base64,${Buffer.from(text).toString('base64')}`);
    await browser.page.screenshot(picture('evidence-page'));
    const shown = await browser.page.evaluate(() => ({ title: document.title, marked: document.querySelectorAll('.b.modified ins').length }));
    assert.ok(shown.marked > 0 && /where it comes from/.test(shown.title), JSON.stringify(shown));
    await checkPage(browser, `${site.base}${REPRINT}`);
    panel = await browser.panel();
  });

  test('a table has a row a paragraph, and data all that was told', async () => {
    const table = await saved('Table (CSV)');
    const article = report.blocks.filter(({ verdict }) => verdict !== 'furniture').length;
    assert.ok(table.text.trim().split('\n').length > article, table.text.slice(0, 200));
    const { text } = await saved('Data (JSON)');
    const data = JSON.parse(text);
    assert.equal(data.blocks.length, report.blocks.length);
    assert.match(data.program, /^Wherefrom /);
    const annotations = await saved('Annotations (W3C)');
    assert.match(annotations.text, /http:\/\/www\.w3\.org\/ns\/anno\.jsonld/);
  });

  test('a summary is copied', async () => {
    await panel.evaluate(() => {
      window.copied = null;
      navigator.clipboard.writeText = async (text) => { window.copied = text; };
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Copy a summary').click();
    });
    const text = await until('the summary', () => panel.evaluate(() => window.copied));
    for (const wanted of [/They came unasked/, /Northreach Press Agency, published the day before/, /- Numbers differ: “67 passengers” here, “61 passengers” in the source/, /Checked with Wherefrom on \d/]) assert.match(text, wanted);
    await until('it to be told', () => panel.evaluate(() => /The summary is copied/.test(document.body.innerText)));
  });
});
