// Everything that the reader has in one file, brought back after all of it was lost; articles found by the words of their texts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { checkPage } from './lib/checking.mjs';
import { chooseFiles, drop, keptIn, libraryWhen, openLibrary, whenAdded } from './lib/library.mjs';
import { NAME, buildPack } from './lib/packs.mjs';
import { keepArticle } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

describe('backup', () => {
  let browser, site, folder, file;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-backup-'));
    buildPack(path.join(folder, 'ostrel.wfp'), NAME, ['One line about the ferry and its lantern.']);
    writeFileSync(path.join(folder, 'letters.jsonl'), [
      { title: 'The chapel', text: 'Nobody had rung the bell since the spring, when the sexton noticed its note had fallen.', kept: '2031-01-02T03:04:05.000Z' },
      { title: 'The mill', text: 'The mill stands still: its wheel was taken away in the night, and the brook runs past it.' },
    ].map((line) => JSON.stringify(line)).join('\n'));
    ({ browser, site } = await launchOnSite({ height: 900 }));
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(folder, { recursive: true, force: true });
  });

  const inLibrary = (work, ...args) => browser.page.evaluate(work, ...args);
  const button = (text) => inLibrary((wanted) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted).click(), text);
  /** What the page has the browser save, in Base64. */
  async function saved(text) {
    await inLibrary(() => {
      window.saved = null;
      URL.createObjectURL = (blob) => {
        window.saved = blob;
        return '#';
      };
    });
    await button(text);
    return until(`the file of "${text}"`, () => inLibrary(async () => {
      const bytes = window.saved && new Uint8Array(await window.saved.arrayBuffer());
      return bytes && btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }));
  }
  const state = () => inLibrary(async () => {
    const { outlets, keeping, library } = await chrome.storage.local.get(['outlets', 'keeping', 'library']);
    return { outlets, keeping, packs: library.packs.map(({ file: name, on }) => [name, on]), off: library.off, titles: [...document.querySelectorAll('.wf-article')].map((row) => row.querySelector('p').textContent) };
  });

  test('articles are found by the words of their texts, with the passage', async () => {
    await checkPage(browser, `${site.base}/bells.html`);
    await keepArticle(await browser.panel());
    await openLibrary(browser);
    await chooseFiles(browser.page, ['letters.jsonl', 'ostrel.wfp'].map((name) => path.join(folder, name)));
    await whenAdded(browser.page);
    await keptIn(browser.page, 3);
    const find = (words) => inLibrary((text) => {
      const input = document.querySelector('.wf-find');
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }, words);
    await find('"rung the bell" spring');
    await keptIn(browser.page, 0);
    await button('Search the texts');
    await keptIn(browser.page, 1);
    assert.equal(await inLibrary(() => document.querySelector('.wf-excerpt mark').textContent), 'rung the bell');
    await until('the end', () => inLibrary(() => document.querySelector('.wf-looking').textContent === '1 text has all of these words.'));
    await browser.page.screenshot(picture('kept-found'));
    await find('');
    await keptIn(browser.page, 3);
  });

  test('what is exported as a pack can be added elsewhere', async () => {
    const pack = Buffer.from(await saved('Export as a pack'), 'base64');
    assert.equal(pack.subarray(0, 6).toString(), 'WHFROM');
    await drop(browser.page, [{ name: 'mine.wfp', bytes: pack }]);
    await libraryWhen(browser.page, 'it to be added', ({ jobs }) => jobs.some(({ text }) => /was added: 3 articles/.test(text)));
  });

  test('one file brings everything back', async () => {
    await inLibrary(() => {
      const form = document.querySelector('.wf-outlets form');
      form.querySelector('input').value = 'gazette.example';
      form.requestSubmit();
    });
    await until('the outlet', () => inLibrary(() => document.querySelectorAll('.wf-outlets li').length === 1));
    // One pack is off, and so is one of those that come along.
    const packOf = (rest) => `.wf-pack${rest} [role=switch]`;
    for (const pack of [packOf('[data-id^="bundled:"]'), packOf(':not([data-id^="bundled:"])')]) await inLibrary((wanted) => document.querySelector(wanted).click(), pack);
    await until('them to be off', () => inLibrary(async () => {
      const { library } = await chrome.storage.local.get('library');
      return library.off.length === 1 && library.packs.filter(({ on }) => !on).length === 1;
    }));
    const before = await state();
    file = Buffer.from(await saved('Back up everything'), 'base64');
    await inLibrary(async () => {
      await chrome.storage.local.clear();
      const root = await navigator.storage.getDirectory();
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
      await new Promise((gone, failed) => Object.assign(indexedDB.deleteDatabase('library'), { onsuccess: gone, onerror: failed }));
    });
    await openLibrary(browser);
    await keptIn(browser.page, 0);
    await drop(browser.page, [{ name: 'backup.zip', bytes: file }]);
    const { jobs } = await libraryWhen(browser.page, 'it to be back', ({ jobs: all }) => all.length === 1 && all[0].done);
    assert.match(jobs[0].text, /3 articles, 2 packs and your settings are back/);
    await keptIn(browser.page, 3);
    assert.deepEqual(await state(), before);
    await browser.page.screenshot(picture('backup-restored'));
    // Once more changes nothing.
    await drop(browser.page, [{ name: 'backup.zip', bytes: file }]);
    await libraryWhen(browser.page, 'nothing new', ({ jobs: all }) => all.length === 1 && /0 articles \(and 3 you had already\), 0 packs/.test(all[0].text));
    assert.deepEqual(await state(), before);
  });

  test('what was brought back is compared with pages', async () => {
    const { report } = await checkPage(browser, `${site.base}/bells-again.html`);
    assert.equal(report.packs.find(({ name }) => name === 'Articles you kept').documents, 3);
    assert.ok(report.summary.copied.blocks > 0);
  });

  test('a backup that is cut short, or from a later version, is told', async () => {
    await openLibrary(browser);
    await drop(browser.page, [{ name: 'cut.zip', bytes: file.subarray(0, file.length >> 1) }]);
    await libraryWhen(browser.page, 'the refusal', ({ jobs }) => jobs.length === 1 && /cut\.zip was not brought back whole.*cut short or damaged/s.test(jobs[0].text));
    // As long as it was: nothing else moves.
    const later = Buffer.from(file.toString('latin1').replace('"version": 1', '"version": 9'), 'latin1');
    await drop(browser.page, [{ name: 'later.zip', bytes: later }]);
    await libraryWhen(browser.page, 'the refusal', ({ jobs }) => jobs.some(({ text }) => /version 9, newer than version 1/.test(text)));
    await keptIn(browser.page, 3);
  });
});
