// The reader chooses what on a page is its article: with the pointer, with keys, for once and for a site.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { readDocument, readMarks, waitForMarks } from './lib/marks.mjs';
import { panelIn, readPanel, readState } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

/** The class of the element that is outlined; null where none is. */
const outlined = (page) => page.evaluate(() => {
  const element = [...document.querySelectorAll('html, body, body *')].find((one) => getComputedStyle(one).outlineWidth === '4px');
  return element ? element.className || element.localName : null;
});
const untilOutlined = (page, name) => until(`the outline to be around "${name}"`, async () => (await outlined(page)) === name);

/** The middle of the first paragraph in there, as it stands in the viewport. */
const paragraphIn = (page, selector) => page.evaluate((wanted) => {
  const box = document.querySelector(wanted).getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}, `${selector} p`);

/** Where the compared paragraphs stand: the classes of the columns around them. */
async function compared(browser, panel) {
  const { report } = await readState(panel);
  const texts = report.blocks.filter(({ verdict }) => verdict !== 'furniture').map(({ text }) => text.replace(/\s+/g, ' ').trim());
  const columns = await browser.page.evaluate((wanted) => [...document.querySelectorAll('p')]
    .filter((p) => wanted.includes(p.textContent.replace(/\s+/g, ' ').trim())).map((p) => p.parentElement.className), texts);
  assert.equal(columns.length, texts.length);
  return [...new Set(columns)];
}

describe('the part of a page that is compared', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  const check = async (name) => {
    await browser.open(`${site.base}/${name}.html`);
    await browser.clickToolbarButton();
    panel = await browser.panel();
    await panelIn(panel, 'checked');
  };
  const begin = async () => {
    await panel.click('.wf-part button');
    return panelIn(panel, 'picking');
  };
  const press = (number) => panel.click(`.wf-picking .wf-steps button:nth-child(${number})`);

  test('is chosen with the pointer, outlined without a change of the page, and compared alone', async () => {
    await check('parts');
    assert.ok((await compared(browser, panel)).includes('story'));
    const untouched = await readDocument(browser.page);
    assert.match((await begin()).text, /Outlined: [\d,]+ words, beginning “/);
    await browser.page.evaluate(() => document.querySelector('.digest').scrollIntoView({ behavior: 'instant' }));
    await browser.page.pointAt(await paragraphIn(browser.page, '.digest'));
    await untilOutlined(browser.page, 'digest');
    await until('the panel to tell of it', async () => /beginning “In brief/.test((await readPanel(panel)).text));
    assert.deepEqual(await readDocument(browser.page), untouched);
    await browser.screenshot(picture('parts-outlined'));
    // The click is on a link, which is not followed.
    await browser.page.click('.more a');
    const { text } = await panelIn(panel, 'checked');
    assert.match(text, /What you chose on this page was compared/);
    assert.deepEqual(await compared(browser, panel), ['digest']);
    await until('the outline to go', async () => (await outlined(browser.page)) === null);
    assert.deepEqual(await readDocument(browser.page), untouched);
    for (const { around } of await waitForMarks(browser.page)) {
      assert.ok(await browser.page.evaluate((words) => document.querySelector('.digest').textContent.includes(words), around));
    }
    await browser.screenshot(picture('parts-chosen'));
  });

  test('stays chosen while its page does, until the article is looked for again', async () => {
    await browser.clickToolbarButton();
    await panelIn(panel, 'removed');
    await browser.clickToolbarButton();
    await panelIn(panel, 'checked');
    assert.deepEqual(await compared(browser, panel), ['digest']);
    await panel.click('.wf-part p:last-child button:last-of-type');
    await until('the article to be found', async () => (await panelIn(panel, 'checked')) && (await compared(browser, panel)).includes('story'));
    assert.doesNotMatch((await readPanel(panel)).text, /What you chose/);
  });

  test('is chosen with keys, in the panel and on the page, and left as it was by Escape', async () => {
    await check('parts');
    await begin();
    // From what holds most of the page to the wider ones around it and back.
    const first = await until('an outline', () => outlined(browser.page));
    await press(1);
    const wider = await until('a wider outline', async () => {
      const now = await outlined(browser.page);
      return now !== first && now;
    });
    await panel.press('ArrowDown');
    await untilOutlined(browser.page, first);
    await panel.press('Escape');
    await panelIn(panel, 'checked');
    assert.equal(await outlined(browser.page), null);
    assert.notEqual(wider, null);
    assert.ok((await compared(browser, panel)).includes('story'));

    await begin();
    await browser.page.evaluate(() => document.querySelector('.story').scrollIntoView({ behavior: 'instant' }));
    await browser.page.pointAt(await paragraphIn(browser.page, '.story'));
    await untilOutlined(browser.page, 'story');
    await press(4);
    await untilOutlined(browser.page, 'digest');
    await press(3);
    await untilOutlined(browser.page, 'story');
    await press(4);
    await untilOutlined(browser.page, 'digest');
    await panel.click('.wf-picking .wf-primary');
    await panelIn(panel, 'checked');
    assert.deepEqual(await compared(browser, panel), ['digest']);
  });

  test('is remembered for the site if wished, told on its other pages, and forgotten', async () => {
    await panel.click('.wf-part input');
    await until('it to be remembered', async () => (await readState(panel)).part.choice === 'remembered');
    await check('parts-next');
    const { text } = await panelIn(panel, 'checked');
    assert.match(text, /What you chose for (localhost|127\.0\.0\.1) was compared/);
    assert.deepEqual(await compared(browser, panel), ['digest']);
    await check('calm');
    assert.match((await readPanel(panel)).text, /is not on this page, so that its article was looked for/);
    assert.ok((await readMarks(browser.page)).length > 0);

    await browser.openLibrary();
    const { page } = browser;
    await until('the site to be listed', () => page.evaluate(() => document.querySelector('.wf-place')?.textContent.includes('div (.digest)')));
    await page.screenshot(picture('parts-library'));
    // By the page itself: the list moves while what stands above it is being drawn.
    await page.evaluate(() => document.querySelector('.wf-place button').click());
    await until('the list to be gone', () => page.evaluate(() => document.querySelector('.wf-places').hidden));
    await check('parts-next');
    assert.equal((await readState(panel)).part.choice, 'found');
  });

  test('is nothing on a page without a word, which keeps its clicks', async () => {
    await browser.open(`${site.base}/wordless.html`);
    await browser.clickToolbarButton();
    await panelIn(panel, 'no-article');
    await panel.click('.wf-part button');
    await until('that to be told', async () => /There is no text on this page that can be chosen/.test((await readPanel(panel)).text));
    await browser.page.click('button');
    await until('the click to arrive', () => browser.page.evaluate(() => window.clicks === 1));
  });

  test('can be chosen where no article was found', async () => {
    await browser.open(`${site.base}/front-page.html`);
    await browser.clickToolbarButton();
    await panelIn(panel, 'no-article');
    await begin();
    await until('an outline', () => outlined(browser.page));
    await panel.click('.wf-picking .wf-primary');
    await panelIn(panel, 'checked');
    assert.match((await readPanel(panel)).text, /What you chose on this page was compared/);
  });
});
