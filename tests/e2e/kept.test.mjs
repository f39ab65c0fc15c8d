// Articles that the reader keeps: from the panel and from files, found by later checks, deleted, exported, and never lost.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browserName, picture } from './lib/browser.mjs';
import { checkPage } from './lib/checking.mjs';
import { chooseFiles, keptIn, openLibrary } from './lib/library.mjs';
import { keepArticle, readState, untilTold } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

const FERRY = '/news/kelmarsh-ferry-runs-aground.html';
/** Two articles that no pack has, and a line that is none. */
const LETTER = 'The bell of the old chapel on Gannet Hill was taken down on Thursday, after a crack had been found that runs from its lip to the crown, and a foundry in the next valley will cast it anew before the winter.';
const OTHER = 'Nobody had rung it since the spring, when the sexton noticed that its note had fallen by almost a whole tone, and the parish asked for money in a letter that went to every house on the hill.';

describe('articles that are kept', () => {
  let browser, site, panel, folder;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-kept-'));
    ({ browser, site } = await launchOnSite());
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(folder, { recursive: true, force: true });
  });

  const check = async (address) => {
    const state = await checkPage(browser, `${site.base}${address}`);
    panel = await browser.panel();
    return state;
  };
  const keep = () => keepArticle(panel);
  /** By the page itself: rows move while the list is being drawn. */
  const press = (selector) => browser.page.evaluate((wanted) => document.querySelector(wanted).click(), selector);
  const kept = (count) => keptIn(browser.page, count);
  const choose = (...names) => chooseFiles(browser.page, names.map((name) => path.join(folder, name)));

  test('an article is kept from the panel, and another page is compared with it', async () => {
    await check('/bells.html');
    await keep();
    await browser.screenshot(picture('kept-panel'));
    const { report } = await check('/bells-again.html');
    const pack = report.packs.findIndex(({ name }) => name === 'Articles you kept');
    assert.equal(report.packs[pack].documents, 1);
    assert.equal(report.sources[0].pack, pack);
    assert.ok(report.summary.copied.blocks > 0, JSON.stringify(report.summary));
  });

  test('files are read where they are dropped, and their articles kept', async () => {
    writeFileSync(path.join(folder, 'bell.html'), `<!DOCTYPE html><title>The bell of Gannet Hill</title><article><h1>The bell of Gannet Hill</h1><p>${LETTER}</p><p>${OTHER}</p></article>`);
    writeFileSync(path.join(folder, 'lines.jsonl'), `${JSON.stringify({ title: 'The bell, in brief', text: LETTER })}\n{"title": "no text"}\n`);
    writeFileSync(path.join(folder, 'picture.bin'), Buffer.from([0, 1, 2, 3, 0, 255]));
    await openLibrary(browser);
    await kept(1);
    await choose('bell.html', 'lines.jsonl', 'picture.bin');
    await kept(3);
    const told = await until('all three to be told of', () => browser.page.evaluate(() => {
      const notes = [...document.querySelectorAll('.wf-jobs .wf-note, .wf-jobs .wf-warning')].map((note) => note.textContent);
      return notes.length === 3 && notes;
    }));
    assert.match(told[0], /bell\.html: 1 article kept/);
    assert.match(told[1], /lines\.jsonl: 1 article kept.*1 could not be used/);
    assert.match(told[2], /picture\.bin (holds no article|was not read)/);
    await browser.page.screenshot(picture('kept-library'));
    // The same file again brings nothing new.
    await choose('bell.html');
    await until('it to be known', () => browser.page.evaluate(() => /nothing new, 1 you had already/.test(document.querySelector('.wf-jobs').textContent)));
    await kept(3);
  });

  test('they are found by a few letters', async () => {
    const find = (words) => browser.page.evaluate((text) => {
      const input = document.querySelector('.wf-find');
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }, words);
    await find('BELL brief');
    await kept(1);
    await find('');
    await kept(3);
  });

  test('all that is found is deleted at once, and brought back', async () => {
    const buttons = () => browser.page.evaluate(() => [...document.querySelectorAll('.wf-article button')].map((button) => button.textContent));
    const click = (name) => browser.page.evaluate((wanted) => [...document.querySelectorAll('.wf-library button, body button')].find((button) => !button.hidden && wanted === button.textContent).click(), name);
    await click('Delete all 3');
    await until('the undo', async () => (await buttons()).every((text) => text === 'Undo'));
    assert.equal(await browser.page.evaluate(() => document.activeElement?.textContent), 'Undo');
    await browser.page.evaluate(() => document.activeElement.click());
    await until('them to be back', async () => (await buttons()).every((text) => text === 'Delete'));
    // In another order.
    const titles = () => browser.page.evaluate(() => [...document.querySelectorAll('.wf-article a, .wf-article p:first-child')].map((title) => title.textContent.trim()));
    await browser.page.evaluate(() => {
      const sort = document.querySelector('.wf-sort');
      sort.value = 'title';
      sort.dispatchEvent(new Event('change'));
    });
    const byTitle = await titles();
    assert.deepEqual(byTitle, [...byTitle].sort((one, other) => one.localeCompare(other)));
    assert.match(await browser.page.evaluate(() => document.body.innerText), /of this browser’s storage/);
    await browser.page.screenshot(picture('kept-sorted'));
  });

  test('what is deleted is not found, can be brought back, and is gone when the library is opened again', async () => {
    const state = () => browser.page.evaluate(() => [...document.querySelectorAll('.wf-article button')].map((button) => button.textContent));
    const newest = '.wf-article:first-child button';
    await press(newest);
    await until('the undo', async () => (await state())[0] === 'Undo');
    await press(newest);
    await until('it to be back', async () => (await state())[0] === 'Delete');
    await browser.page.evaluate(() => [...document.querySelectorAll('.wf-article')].find((row) => /bells|tower|chim/i.test(row.textContent) || row.textContent.includes('127.0.0.1'))?.querySelector('button').click());
    await until('the undo', async () => (await state()).includes('Undo'));
    // Its segment still has it: the check leaves it out.
    const { report } = await check('/bells-again.html');
    assert.equal(report.sources.filter(({ id }) => id.startsWith('kept:')).length, 0);
    await openLibrary(browser);
    await kept(2);
    const after = await check('/bells-again.html');
    assert.equal(after.report.packs.find(({ name }) => name === 'Articles you kept').documents, 2);
  });

  test('an article that is kept no more is not compared', async () => {
    await check(FERRY);
    await keep();
    await panel.click('.wf-keeping button');
    await untilTold(panel, /Later pages are compared with it/);
    assert.equal((await readState(panel)).keeping.kept, null);
  });

  if (browserName === 'chromium') {
    test('what was kept is there after the background was ended in the middle of packing it', async () => {
      for (const address of ['/news/orchard-census.html', '/news/late-buses-withdrawn.html', '/news/heat-network-hopes.html']) {
        await check(address);
        await keep();
        await browser.stopBackground();
      }
      const { report } = await check('/bells-again.html');
      assert.equal(report.packs.find(({ name }) => name === 'Articles you kept').documents, 5);
    });
  }
});
