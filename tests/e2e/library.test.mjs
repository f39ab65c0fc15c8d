// The library: packs that the reader adds are listed, searched, switched, removed; what is no pack is refused.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { chooseFiles, drop, libraryWhen, openLibrary, pressKeyOn, readLibrary, readStorage, tamper, whenAdded } from './lib/library.mjs';
import { NAME, SOURCE, bells, buildPack, root } from './lib/packs.mjs';
import { forgetAll, panelIn, readState } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

describe('library', () => {
  let browser, site, files, panel;
  const inFiles = (name) => path.join(files, name);

  const build = (name, paragraphs) => buildPack(inFiles(`${name}.wfp`), NAME, bells(paragraphs));

  /** Checks the page about the bells and gives back its report, and what was refused. */
  async function check() {
    await browser.open(`${site.base}/bells.html`);
    // What the check before has left would be taken for the answer.
    if (panel) await forgetAll(panel);
    await browser.clickToolbarButton();
    panel = await browser.panel();
    await until('the check', async () => (await readState(panel))?.status === 'checked');
    const { report, refusedPacks } = await readState(panel);
    return { panel, report, refusedPacks, packs: report.packs.map(({ name }) => name), sources: [...new Set(report.sources.map(({ publisher }) => publisher))] };
  }

  const choose = async (...names) => {
    await chooseFiles(browser.page, names.map(inFiles));
    return whenAdded(browser.page);
  };
  const named = ({ packs }) => packs.filter(({ name }) => name === NAME);
  const pack = (id, rest = '') => `.wf-pack[data-id="${id}"] ${rest}`;
  const press = (selector) => pressKeyOn(browser.page, selector);

  before(async () => {
    files = mkdtempSync(path.join(tmpdir(), 'wherefrom-library-'));
    build('ostrel', 2);
    build('ostrel-later', 3);
    buildPack(inFiles('long.wfp'), `northreach_press_agency_archive_2024_${'of_its_own_'.repeat(9)}`, ['One line about the ferry and its lantern.']);
    buildPack(inFiles('other.wfp'), 'Other archive', ['One line about the harbour and its crane.']);
    const broken = readFileSync(inFiles('ostrel.wfp'));
    broken[broken.length >> 1] ^= 1;
    writeFileSync(inFiles('broken.wfp'), broken);
    for (const name of ['photo.png', 'photo.wfp']) writeFileSync(inFiles(name), readFileSync(path.join(root, 'extension/icons/128.png')));
    ({ browser, site } = await launchOnSite({ height: 900 }));
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(files, { recursive: true, force: true });
  });

  test('is opened from the panel, beside what was searched', async () => {
    const { panel, sources } = await check();
    assert.deepEqual(sources, [], 'nothing holds the page yet');
    await panel.click('.wf-footer button');
    const opened = await until('the tab of the library', () => panel.evaluate(async () => {
      const address = chrome.runtime.getURL(chrome.runtime.getManifest().options_ui.page);
      const tab = (await chrome.tabs.query({})).find(({ url, pendingUrl }) => (url || pendingUrl) === address);
      if (tab) await chrome.tabs.remove(tab.id);
      return tab !== undefined;
    }));
    assert.ok(opened);
  });

  test('says at first sight what a pack is, and lists the packs that came along', async () => {
    const { text, packs } = await openLibrary(browser);
    assert.match(text, /A pack is a collection of articles/);
    assert.match(text, /nothing is sent anywhere/);
    assert.match(text, /None yet/);
    assert.deepEqual(packs.map(({ name, on, word }) => [name, on, word]), [['Invented news', true, 'On'], ['Three articles on one story', true, 'On']]);
    await browser.page.screenshot(picture('library-first'));
  });

  test('adds a pack and lists its facts; a page is then checked against it', async () => {
    const content = await choose('ostrel.wfp');
    assert.match(content.status, /Ostrel archive was added: 2 articles/);
    const [added] = named(content);
    for (const fact of [SOURCE, 'CC-BY-4.0', '2 articles', 'up to 3 February 2031', 'from ostrel.wfp']) assert.ok(added.text.includes(fact), `${fact} in ${added.text}`);
    const { files: stored } = await readStorage(browser.page);
    assert.deepEqual(stored, [added.id]);

    const { report, packs, sources } = await check();
    assert.deepEqual(packs, ['Invented news', 'Three articles on one story', NAME]);
    assert.deepEqual(sources, [SOURCE]);
    assert.deepEqual(report.blocks.filter(({ verdict }) => verdict === 'copied').length, 2);
    await browser.screenshot(picture('library-checked'));
  });

  test('keeps it when the background ends', async () => {
    await browser.stopBackground();
    assert.deepEqual((await check()).sources, [SOURCE]);
  });

  test('switches packs off and on, by keyboard too', async () => {
    const { id } = named(await openLibrary(browser))[0];
    await browser.page.click(pack(id, '[role=switch]'));
    await libraryWhen(browser.page, 'the switch', (content) => named(content)[0].word === 'Off' && /is off/.test(content.status));
    await browser.page.screenshot(picture('library-off'));
    let checked = await check();
    assert.deepEqual(checked.sources, []);
    assert.deepEqual(checked.packs, ['Invented news', 'Three articles on one story']);

    await openLibrary(browser);
    for (const one of [id, 'bundled:invented.wfp', 'bundled:seeds.wfp']) await press(pack(one, '[role=switch]'));
    const { packs } = await libraryWhen(browser.page, 'the switches', ({ text }) => /1 of 3 packs switched on/.test(text));
    assert.deepEqual(packs.map((one) => one.on), packs.map((one) => one.id === id));
    checked = await check();
    assert.deepEqual(checked.packs, [NAME]);
    assert.deepEqual(checked.sources, [SOURCE]);

    await openLibrary(browser);
    await press(pack(id, '[role=switch]'));
    await libraryWhen(browser.page, 'the last switch', (content) => /No pack is switched on/.test(content.text));
    const { panel } = await check();
    const { headline, text: told } = await panelIn(panel, 'no-pack');
    assert.equal(headline, 'No pack was searched');
    assert.match(told, /switch one on/);
    await panel.screenshot(picture('library-none'));

    await openLibrary(browser);
    for (const one of packs) await press(pack(one.id, '[role=switch]'));
    await libraryWhen(browser.page, 'all switches', ({ text }) => /3 of 3 packs switched on/.test(text));
  });

  test('refuses what is broken, foreign or there already, and changes nothing', async () => {
    await openLibrary(browser);
    const untouched = await readStorage(browser.page);
    const { jobs } = await choose('broken.wfp', 'photo.wfp', 'ostrel.wfp');
    assert.match(jobs[0].text, /^broken\.wfp was not added\. The pack is damaged: .*\.$/);
    assert.match(jobs[1].text, /^photo\.wfp was not added\. This is not a Wherefrom pack .*\.$/);
    assert.match(jobs[2].text, /^ostrel\.wfp is Ostrel archive, which is in the library already\. Nothing was changed\.$/);
    assert.deepEqual(await readStorage(browser.page), untouched);
    await browser.page.screenshot(picture('library-refused'));

    const bytes = readFileSync(path.join(root, 'dist/packs/invented.wfp'));
    await drop(browser.page, [{ name: 'again.wfp', bytes }, { name: 'empty.wfp', bytes: [] }]);
    const dropped = await libraryWhen(browser.page, 'the dropped files', ({ jobs: now }) => now.length === 2 && now.every(({ done }) => done));
    assert.match(dropped.jobs[0].text, /^again\.wfp is Invented news, which is in the library already/);
    assert.match(dropped.jobs[1].text, /^empty\.wfp was not added\./);
    assert.deepEqual(await readStorage(browser.page), untouched);
  });

  test('asks before a pack of the same name takes the place of another', async () => {
    const [{ id: first }] = named(await openLibrary(browser));
    const later = { name: 'ostrel-later.wfp', bytes: readFileSync(inFiles('ostrel-later.wfp')) };
    await drop(browser.page, [later]);
    const { jobs, status } = await whenAdded(browser.page);
    assert.deepEqual(jobs[0].buttons, ['Keep both', 'Replace', 'Cancel']);
    assert.match(status, /with 2 articles.*has 3 articles/);
    await browser.page.screenshot(picture('library-question'));
    await press('.wf-jobs button:nth-child(3)');
    await libraryWhen(browser.page, 'nothing to happen', (content) => /Nothing was changed/.test(content.text) && named(content).length === 1);

    await drop(browser.page, [later]);
    await whenAdded(browser.page);
    await press('.wf-jobs button:nth-child(1)');
    const both = await libraryWhen(browser.page, 'both', (content) => named(content).length === 2);
    const second = named(both).find(({ id }) => id !== first).id;
    await press(pack(second, 'button'));
    await libraryWhen(browser.page, 'the second to go', (content) => named(content).length === 1);

    await tamper(browser.page, 'cut-short.part', () => new Uint8Array(9));
    await openLibrary(browser);
    assert.deepEqual((await readStorage(browser.page)).files, [first], 'a copy that was cut short, and what was removed are deleted when the library is opened again');
    await choose('ostrel-later.wfp');
    await press('.wf-jobs button:nth-child(2)');
    const replaced = await libraryWhen(browser.page, 'the other', (content) => /Ostrel archive was removed/.test(content.text) && named(content)[0].id === second);
    assert.equal(named(replaced).length, 1);
    assert.deepEqual((await check()).report.blocks.filter(({ verdict }) => verdict === 'copied').length, 3);
  });

  test('takes what is dropped before it stands', async () => {
    const { panel } = await check();
    // The pack that was replaced is deleted first of all, for which the record has to be free.
    await panel.evaluate(() => new Promise((held) => {
      void navigator.locks.request('library-record', () => new Promise((release) => {
        window.releaseRecord = release;
        held();
      }));
    }));
    try {
      await browser.openLibrary();
      assert.deepEqual((await readLibrary(browser.page)).packs, []);
      await drop(browser.page, [{ name: 'early.wfp', bytes: readFileSync(path.join(root, 'dist/packs/invented.wfp')) }]);
    } finally {
      await panel.evaluate(() => window.releaseRecord());
    }
    const { jobs } = await whenAdded(browser.page);
    assert.match(jobs[0].text, /^early\.wfp is Invented news, which is in the library already/);
  });

  test('removes a pack, and gives it back until it is opened again', async () => {
    const [{ id }] = named(await openLibrary(browser));
    await press(pack(id, 'button'));
    await libraryWhen(browser.page, 'the removal', (content) => named(content).length === 0 && /was removed. You can undo this/.test(content.status));
    await browser.page.screenshot(picture('library-removed'));
    assert.equal(await browser.page.evaluate(() => document.activeElement.textContent), 'Undo', 'the focus is where the reader was');
    await browser.page.press(' ');
    await libraryWhen(browser.page, 'the pack to come back', (content) => named(content).length === 1 && /is back/.test(content.status));

    await press(pack(id, 'button'));
    await libraryWhen(browser.page, 'the removal', (content) => named(content).length === 0);
    assert.deepEqual((await check()).sources, []);
    const { text } = await openLibrary(browser);
    assert.match(text, /None yet/);
    assert.deepEqual(await readStorage(browser.page), { files: [], record: { packs: [], off: [] } });
  });

  test('tells of a pack that cannot be read any more, and takes it anew', async () => {
    await choose('ostrel.wfp');
    const [{ id }] = named(await readLibrary(browser.page));
    // As a failing disk would: one byte is another.
    await tamper(browser.page, id, (bytes) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1] ^ 1));
    await browser.stopBackground();
    const { panel, refusedPacks, sources } = await check();
    assert.deepEqual(sources, []);
    assert.deepEqual(refusedPacks.map(({ file }) => file), [NAME]);
    const { text } = await panelIn(panel, 'checked');
    assert.match(text, /The pack Ostrel archive was left out\. The pack is damaged/);

    const switchOthers = async (on) => {
      await openLibrary(browser);
      for (const one of ['bundled:invented.wfp', 'bundled:seeds.wfp']) await press(pack(one, '[role=switch]'));
      await libraryWhen(browser.page, 'the switches', (content) => content.text.includes(`${on} of 3 packs switched on`));
    };
    await switchOthers(1);
    const alone = await panelIn((await check()).panel, 'no-pack');
    assert.match(alone.text, /The pack Ostrel archive was left out/, 'where it was the only one');
    await switchOthers(3);

    const [listed] = named(await openLibrary(browser));
    assert.match(listed.warning, /^This pack cannot be searched\. The pack is damaged: .*\.$/);
    await browser.page.screenshot(picture('library-damaged'));
    assert.match((await choose('ostrel.wfp')).status, /was added/);
    await libraryWhen(browser.page, 'the pack to be sound', (content) => named(content)[0].warning === null);
    assert.deepEqual((await check()).sources, [SOURCE]);
  });

  test('is there for a narrow window, for the dark, and for colours of the reader’s own', async () => {
    await openLibrary(browser);
    await choose('photo.png', 'long.wfp');
    await browser.page.dress({ width: 320 });
    // Firefox tells of the new width before the page has it.
    await until('the narrow window', () => browser.page.evaluate(() => innerWidth === 320));
    const width = await browser.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${width} px of content in 320 px`);
    await browser.page.screenshot(picture('library-narrow'));
    await browser.page.dress({ dark: true });
    await browser.page.screenshot(picture('library-dark'));
    await browser.page.dress({ forced: true });
    await browser.page.screenshot(picture('library-forced'));
    await browser.page.dress({});
    await drop(browser.page, [{ name: 'held.wfp', bytes: [] }], { hold: true });
    await browser.page.screenshot(picture('library-held'));
  });

  test('leaves the focus where it is when the list changes', async () => {
    const [{ id }] = named(await openLibrary(browser));
    const remove = pack(id, 'button');
    await browser.page.evaluate((wanted) => document.querySelector(wanted).focus(), remove);
    const keepsFocus = async (what) => assert.ok(await browser.page.evaluate((wanted) => document.activeElement === document.querySelector(wanted), remove), what);
    await drop(browser.page, [{ name: 'other.wfp', bytes: readFileSync(inFiles('other.wfp')) }]);
    await libraryWhen(browser.page, 'another pack', ({ packs }) => packs.some(({ name }) => name === 'Other archive'));
    await keepsFocus('beside a pack that was added');
    // As the background does when it cannot read one. It may be at that itself, after the list has changed, and write over this.
    await until('the warning', async () => {
      await browser.page.evaluate(async (one) => {
        const { library } = await chrome.storage.local.get('library');
        const { added } = library.packs.find((installed) => installed.id === one);
        await chrome.storage.local.set({ 'library-refused': { [one]: { why: { code: 'file-damaged', args: {} }, searched: false, since: added } } });
      }, id);
      return named(await readLibrary(browser.page))[0].warning !== null;
    });
    await keepsFocus('in a pack that has been refused');
  });
});
