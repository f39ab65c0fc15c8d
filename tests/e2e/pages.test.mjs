// Pages that are in the way: strict ones, hostile ones, ones that change, and ones that hold no article.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browserName, launch, picture } from './lib/browser.mjs';
import { plain } from './lib/expected.mjs';
import { readDocument, readMarks, waitForMarks } from './lib/marks.mjs';
import { panelIn, readPanel, readState, rowOf } from './lib/panel.mjs';
import { openSite } from './lib/site.mjs';
import { until } from './lib/wait.mjs';

const marksOf = async (page) => (await readMarks(page)).filter(({ kind }) => kind !== 'selected').map(({ kind, text }) => ({ kind, text: plain(text) }));

describe('pages', () => {
  let browser, site, reference;
  before(async () => {
    site = await openSite();
    browser = await launch({ height: 800 });
    await browser.open(`${site.base}/calm.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    reference = await marksOf(browser.page);
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  test('under the strictest Content-Security-Policy are marked like any other', async () => {
    await browser.open(`${site.base}/calm.html?strict`);
    const untouched = await readDocument(browser.page);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    assert.deepEqual(await marksOf(browser.page), reference);
    assert.deepEqual(await readDocument(browser.page), untouched);
    await panelIn(await browser.panel(), 'checked');
    await browser.screenshot(picture('pages-strict'));
  });

  test('that scroll: the last paragraph can be brought into view from the panel', async () => {
    await browser.open(`${site.base}/thousand-words.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    const panel = await browser.panel();
    const { rows } = await panelIn(panel, 'checked');
    const starts = rows.at(-1).firstWords.slice(0, 30);
    await panel.click(await rowOf(panel, starts));
    await until('the last paragraph to be in view', () => browser.page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.replace(/\s+/g, ' ').trim().startsWith(words));
      const { top, bottom } = paragraph.getBoundingClientRect();
      return scrollY > 0 && top >= 0 && bottom <= innerHeight;
    }, starts));
    await browser.screenshot(picture('pages-scrolled'));
  });

  for (const name of ['front-page', 'form']) {
    test(`without an article get a clear sentence and no marks: ${name}`, async () => {
      await browser.open(`${site.base}/${name}.html`);
      const untouched = await readDocument(browser.page);
      await browser.clickToolbarButton();
      const panel = await browser.panel();
      const { headline, rows, text } = await panelIn(panel, 'no-article');
      assert.equal(headline, 'No article on this page');
      assert.ok(text.length > headline.length);
      assert.deepEqual(rows, []);
      assert.deepEqual(await readMarks(browser.page), []);
      assert.deepEqual(await readDocument(browser.page), untouched);
      await browser.screenshot(picture(`pages-${name}`));
    });
  }

  test('of the browser itself cannot be read, and the panel says so', async () => {
    await browser.open({ chromium: 'chrome://version/', firefox: 'about:license' }[browserName]);
    await browser.clickToolbarButton();
    const { text } = await panelIn(await browser.panel(), 'blocked');
    assert.match(text, /cannot be read/);
    await browser.screenshot(picture('pages-browser'));
  });

  test('that fight the marks neither move them nor take them away', async () => {
    await browser.open(`${site.base}/hostile.html`);
    const untouched = await readDocument(browser.page);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    // The page clears, moves and replaces the marks a few times; then they have to stand as on the page it imitates.
    await until('the page to have done its worst', () => browser.page.evaluate(() => globalThis.attacks === 0));
    await until('the marks to stand again', async () => JSON.stringify(await marksOf(browser.page)) === JSON.stringify(reference));
    assert.deepEqual(await readDocument(browser.page), untouched);
    const content = await readPanel(await browser.panel());
    assert.equal(content.state, 'checked');
    assert.equal(await browser.page.evaluate(() => globalThis.stolen), 0, 'nothing of the page is ever called');
    await browser.screenshot(picture('pages-hostile'));
  });

  test('that name their elements like properties are read and marked like any other, and can be scrolled', async () => {
    await browser.open(`${site.base}/clobbered.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    assert.deepEqual(await marksOf(browser.page), reference);
    const panel = await browser.panel();
    const { rows } = await panelIn(panel, 'checked');
    await panel.click(await rowOf(panel, rows.at(-1).firstWords.slice(0, 30)));
    await until('the chosen paragraph to be marked', async () => (await readMarks(browser.page)).some(({ kind }) => kind === 'selected'));
    await until('the page to scroll', () => browser.page.evaluate(() => scrollY > 0));
  });

  test('whose styles undo everything keep their marks in sight', async () => {
    await browser.open(`${site.base}/unstyled.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    assert.deepEqual(await marksOf(browser.page), reference);
    const style = await browser.page.evaluate(() => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.startsWith('A passenger ferry'));
      const [name] = [...CSS.highlights.keys()].filter((key) => key.startsWith('wherefrom-copied'));
      const { textDecorationLine, textDecorationStyle, textDecorationColor, backgroundColor } = getComputedStyle(paragraph, `::highlight(${name})`);
      return { textDecorationLine, textDecorationStyle, textDecorationColor, backgroundColor };
    });
    await browser.screenshot(picture('pages-unstyled'));
    assert.equal(style.textDecorationLine, 'underline');
    assert.equal(style.textDecorationStyle, 'solid');
    assert.notEqual(style.backgroundColor, 'rgb(255, 0, 0)');
  });

  test('that render their text anew keep their marks on the same words', async () => {
    await browser.open(`${site.base}/calm.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await browser.page.evaluate(() => {
      for (const paragraph of document.querySelectorAll('p')) paragraph.replaceWith(paragraph.cloneNode(true));
    });
    await until('the marks to be on the new paragraphs', async () => JSON.stringify(await marksOf(browser.page)) === JSON.stringify(reference));
  });

  test('that lose a paragraph lose its mark and no other', async () => {
    await browser.open(`${site.base}/calm.html`);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await browser.page.evaluate(() => [...document.querySelectorAll('p')].find((p) => p.textContent.startsWith('The barge, which')).remove());
    const rest = reference.filter(({ text }) => !text.startsWith('The barge, which'));
    assert.equal(rest.length, reference.length - 1);
    await until('the other marks to stand', async () => JSON.stringify(await marksOf(browser.page)) === JSON.stringify(rest));
  });

  test('that show an article in a frame of their own origin are read there, and marked in it', async () => {
    await browser.open(`${site.base}/framed.html`);
    const inFrame = (read) => browser.page.evaluate(read);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    const marks = await until('marks in the frame', () => inFrame(() => {
      const { CSS } = document.querySelector('#article').contentWindow;
      const ranges = [];
      CSS.highlights.forEach((highlight) => highlight.forEach((range) => ranges.push(range.toString().replace(/\s+/g, ' ').trim())));
      return ranges.length > 0 && ranges;
    }));
    assert.deepEqual([...new Set(marks)].sort(), [...new Set(reference.map(({ text }) => text))].sort());
    assert.deepEqual(await readMarks(browser.page), []);
    const { report } = await readState(panel);
    assert.ok(!report.blocks.some(({ text }) => text.includes('too small')));
    const line = await inFrame(() => {
      const { document: page, CSS, getComputedStyle } = document.querySelector('#article').contentWindow;
      const [name] = [...CSS.highlights.keys()].filter((key) => key.startsWith('wherefrom-copied'));
      return getComputedStyle(page.querySelector('p'), `::highlight(${name})`).textDecorationStyle;
    });
    assert.equal(line, 'solid');
    const { rows } = await readPanel(panel);
    await panel.click(await rowOf(panel, rows.at(-1).firstWords.slice(0, 30)));
    await until('the frame to scroll', () => inFrame(() => document.querySelector('#article').contentWindow.scrollY > 0));
    await browser.screenshot(picture('pages-framed'));
    await browser.clickToolbarButton();
    await panelIn(panel, 'removed');
    assert.equal(await inFrame(() => document.querySelector('#article').contentWindow.CSS.highlights.size), 0);
  });

  test('whose frame goes elsewhere are checked again without a fault', async () => {
    await browser.open(`${site.base}/framed.html`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    await until('marks in the frame', () => browser.page.evaluate(() => document.querySelector('#article').contentWindow.CSS.highlights.size > 0));
    await browser.page.evaluate(() => { document.querySelector('#article').src = 'data:text/html,<p>Elsewhere.'; });
    await until('the frame to be elsewhere', () => browser.page.evaluate(() => document.querySelector('#article').contentDocument === null));
    await browser.clickToolbarButton();
    await panelIn(panel, 'removed');
    await browser.clickToolbarButton();
    const { text } = await panelIn(panel, 'no-article');
    assert.match(text, /another page, in a frame, which is not read/);
  });

  test('that are left: the panel says that this is another page, and a click checks it', async () => {
    await browser.open(`${site.base}/news/kelmarsh-ferry-runs-aground.html`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    await browser.open(`${site.base}/news/valley-packs-as-lake-is-drained.html`);
    await panelIn(panel, 'navigated');
    assert.deepEqual(await readMarks(browser.page), []);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await panelIn(panel, 'checked');
    assert.match((await readState(panel)).report.page.title, /Valley packs its papers/);
  });
});
