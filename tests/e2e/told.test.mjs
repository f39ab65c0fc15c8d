// What the reader tells: what is no match, whose outlets are whose, which mark is wrong; and all that a page quotes.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { another, checkPage } from './lib/checking.mjs';
import { openLibrary } from './lib/library.mjs';
import { readMarks, waitForMarks } from './lib/marks.mjs';
import { readPanel, rowOf, savedBy } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

const FERRY = '/news/kelmarsh-ferry-runs-aground.html';

describe('what the reader tells', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  const check = async (address) => {
    const state = await checkPage(browser, `${site.base}${address}`);
    panel = await browser.panel();
    return state;
  };
  const copiedBlocks = ({ report }) => report.blocks.filter(({ verdict }) => verdict === 'copied');
  /** Opens the form within, fills it in and sends it, as a reader does. */
  const dismiss = (within, { note = '', everywhere = false }) => panel.evaluate((selector, words, all) => {
    const form = document.querySelector(`${selector} details.wf-more form`);
    form.closest('details').open = true;
    form.querySelector('input[type=text]').value = words;
    form.querySelector('input[type=checkbox]').checked = all;
    form.querySelector('button').click();
  }, within, note, everywhere);
  const told = async () => (await readPanel(panel)).text;
  const undo = () => another(browser, () => panel.click('.wf-dismissed button'));

  test('a paragraph that is dismissed has no mark and no source, with the reader’s note, until that is undone', async () => {
    const first = await check(FERRY);
    await waitForMarks(browser.page);
    const marks = (await readMarks(browser.page)).length;
    const [block] = copiedBlocks(first);
    await panel.click(await rowOf(panel, block.text.trim().slice(0, 30)));
    await browser.screenshot(picture('told-paragraph'));
    const second = await another(browser, () => dismiss('.wf-open', { note: 'an agency text' }));
    const same = second.report.blocks.find(({ id }) => id === block.id);
    assert.deepEqual([same.verdict, same.reason_code], ['original', 'dismissed']);
    assert.deepEqual(second.report.dismissed.blocks, [block.id]);
    await until('fewer marks', async () => (await readMarks(browser.page)).length < marks);
    assert.match(await told(), /Dismissed by you/);
    assert.match(await told(), /an agency text/);
    assert.equal(await panel.evaluate(() => document.activeElement?.className), 'wf-headline', 'the reader is at the new report’s head');
    await browser.screenshot(picture('told-dismissed'));
    // On another page that has it, it is as it was: here was meant.
    const other = await check('/news/ferry-aground-off-kelmarsh.html');
    assert.equal(other.dismissals.length, 0);
    const again = await check(FERRY);
    assert.equal(again.dismissals.length, 1);
    const undone = await undo();
    assert.equal(undone.report.blocks.find(({ id }) => id === block.id).verdict, 'copied');
    assert.doesNotMatch(await told(), /Dismissed by you/);
  });

  test('a source that is dismissed everywhere is none on any page; the library lists it, and takes it back', async () => {
    const first = await check(FERRY);
    const { id } = first.report.sources[0];
    const second = await another(browser, () => dismiss('.wf-card', { note: 'the same desk', everywhere: true }));
    assert.ok(second.report.sources.every((source) => source.id !== id));
    assert.ok(second.report.dismissed.sources.includes(id));
    await openLibrary(browser);
    const listed = await until('the list', () => browser.page.evaluate(() => {
      const list = [...document.querySelectorAll('.wf-places')].find((section) => !section.hidden && /Dismissed by you/.test(section.textContent));
      return list?.textContent;
    }));
    assert.match(listed, /on every page.*the same desk/s);
    await browser.page.screenshot(picture('told-library'));
    await browser.page.evaluate(() => [...document.querySelectorAll('.wf-places button')].find((button) => button.textContent === 'Undo').click());
    await until('it to be gone', () => browser.page.evaluate(() => [...document.querySelectorAll('.wf-places')].every((section) => section.hidden)));
    const third = await check(FERRY);
    assert.ok(third.report.sources.some((source) => source.id === id));
  });

  const list = (name, standing) => browser.page.evaluate((typed, chosen) => {
    const form = document.querySelector('.wf-outlets form');
    form.querySelector('input').value = typed;
    form.querySelector('select').value = chosen;
    form.querySelector('button').click();
  }, name, standing);
  const rows = (count) => until(`${count} outlets`, () => browser.page.evaluate((wanted) => document.querySelectorAll('.wf-outlets li').length === wanted, count));

  test('what is taken of the reader’s own articles is told first, and what is licensed is told so', async () => {
    const { publisher } = (await check(FERRY)).report.sources[0];
    await openLibrary(browser);
    await list(publisher, 'own');
    await rows(1);
    const own = await check(FERRY);
    const source = own.report.sources.find(({ standing }) => standing === 'own');
    assert.equal(source.publisher, publisher);
    const { headline } = await readPanel(panel);
    assert.match(headline, source.direction === 'later' ? /later, / : /^This page (takes|shares) \d+ paragraphs? (from|with) your article “/);
    assert.match(await told(), /Your own article/);
    await browser.screenshot(picture('told-own'));
    await openLibrary(browser);
    await rows(1);
    // The same outlet stands in one list.
    await list(publisher, 'licensed');
    await until('the other list', () => browser.page.evaluate(() => /licensed to you/.test(document.querySelector('.wf-outlets li').textContent)));
    await rows(1);
    await check(FERRY);
    assert.match(await told(), /Licensed to you/);
    await openLibrary(browser);
    await rows(1);
    await browser.page.evaluate(() => document.querySelector('.wf-outlets li button').click());
    await rows(0);
  });

  test('a wrong mark becomes a file that the reader can read and hand on', async () => {
    const { report } = await check(FERRY);
    const [block] = copiedBlocks({ report });
    await panel.click(await rowOf(panel, block.text.trim().slice(0, 30)));
    const text = await savedBy(panel, () => panel.evaluate(() => {
      const form = document.querySelector('.wf-open select').form;
      form.closest('details').open = true;
      form.querySelector('select').value = 'original';
      form.querySelector('textarea').value = 'It is a "notice"';
      form.requestSubmit();
    }));
    assert.match(text, /^\[\[case\]\]$/m);
    assert.match(text, /^reason = "It is a \\"notice\\""$/m);
    assert.match(text, /^expected = \["original"\]$/m);
    assert.match(text, /^\[\[case\.sources\]\]$/m);
    assert.match(await told(), /Saved among your downloads/);
  });

  test('all that a page quotes is listed, and leads to its paragraph', async () => {
    const { report } = await check(FERRY);
    assert.ok(report.quoted.length > 0);
    const shown = await panel.evaluate(() => {
      for (const details of document.querySelectorAll('.wf-quotations')) details.closest('details')?.setAttribute('open', '');
      return [...document.querySelectorAll('.wf-quotations li')].map((item) => item.textContent);
    });
    assert.equal(shown.length, report.quoted.length);
    await browser.screenshot(picture('told-quotations'));
    await panel.click('.wf-quotations button');
    await until('its paragraph to be open', () => panel.evaluate(() => document.querySelector('.wf-open') !== null));
  });
});
