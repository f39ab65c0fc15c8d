// The demo page, from a static server: the same engine and the same panel, without the extension's help.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, picture } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';
import { until } from './lib/wait.mjs';

describe('demo page', () => {
  let browser, site;
  before(async () => {
    site = await openSite();
    browser = await launch();
    await browser.open(`${site.base}/`);
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  test('marks an invented reprint and says what was found', async () => {
    await until('the report', () => browser.page.evaluate(() => document.querySelector('#panel .wf-panel')?.dataset.state === 'checked'));
    await browser.page.evaluate(() => {
      const news = document.querySelector('#news');
      news.value = [...news.options].find(({ value }) => value.includes('skippers-lift-passengers-off-ferry')).value;
      news.dispatchEvent(new Event('change', { bubbles: true }));
    });
    const headline = await until('the chosen article', () => browser.page.evaluate(() => {
      const rows = [...document.querySelectorAll('#panel .wf-first-words')].map(({ textContent }) => textContent);
      return rows.some((row) => row.startsWith('Skippers who were mending nets')) && document.querySelector('#panel .wf-headline').textContent;
    }));
    assert.match(headline, /Northreach Press Agency/);
    const marked = await until('its marks', () => browser.page.evaluate(() => {
      const { CSS } = document.querySelector('#article').contentWindow;
      const words = [];
      CSS.highlights.forEach((highlight, name) => {
        if (name.includes('changed')) highlight.forEach((range) => words.push(range.toString()));
      });
      return words.length > 0 && words;
    }));
    assert.ok(marked.includes('67'), marked.join(' | '));
    await browser.page.screenshot(picture('demo-page'));
  });

  test('compares a pasted article with a pasted source', async () => {
    await browser.page.evaluate(() => {
      const type = (box, text) => {
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      };
      type(document.querySelector('#paste-article'), 'The old lighthouse keeper painted his door green on the first Sunday of every spring.');
      type(document.querySelector('#paste-sources textarea'), 'The old lighthouse keeper painted his door blue on the first Sunday of every spring.');
    });
    await browser.page.click('#paste [type="submit"]');
    const words = await until('the comparison', () => browser.page.evaluate(() => {
      const panel = document.querySelector('#paste-panel .wf-panel');
      return panel?.dataset.state === 'checked' && [...panel.querySelectorAll('.wf-item .wf-word')].map(({ textContent }) => textContent);
    }));
    assert.deepEqual(words, ['Modified']);
    const changed = await browser.page.evaluate(() => {
      const texts = [];
      CSS.highlights.forEach((highlight, name) => {
        if (name.includes('changed')) highlight.forEach((range) => texts.push(range.toString()));
      });
      return texts;
    });
    assert.deepEqual(changed, ['green']);
    await browser.page.screenshot(picture('demo-paste'));
  });
});
