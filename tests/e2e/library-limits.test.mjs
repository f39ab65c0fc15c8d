// The library at its limits: packs that are too large for memory, and a disk that is nearly full.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { chooseFiles, libraryWhen, openLibrary, readStorage, tamper, whenAdded } from './lib/library.mjs';
import { SOURCE, bells, buildPack, filler } from './lib/packs.mjs';
import { forgetAll, panelIn, readState } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

/** Bytes of a pack of which every fifth is another one, where documents are looked up. */
function damageLookUps(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const damaged = bytes.slice();
  for (let row = 16; row < 16 + 24 * view.getUint32(12, true); row += 24) {
    if (!['GRAM', 'TERM'].includes(String.fromCharCode(...bytes.subarray(row, row + 4)))) continue;
    const [start, length] = [row + 8, row + 16].map((at) => Number(view.getBigUint64(at, true)));
    for (let at = start; at < start + length; at += 5) damaged[at] ^= 1;
  }
  return damaged;
}

describe('library with a pack that is too large for memory', () => {
  let browser, site, files;
  before(async () => {
    files = mkdtempSync(path.join(tmpdir(), 'wherefrom-library-'));
    buildPack(path.join(files, 'large.wfp'), 'Large archive', [...bells(2), ...filler(7)]);
    writeFileSync(path.join(files, 'damaged.wfp'), damageLookUps(new Uint8Array(readFileSync(path.join(files, 'large.wfp')))));
    ({ browser, site } = await launchOnSite());
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(files, { recursive: true, force: true });
  });

  test('reads of it what a page needs, and finds the same', async () => {
    await openLibrary(browser);
    await chooseFiles(browser.page, [path.join(files, 'large.wfp')]);
    assert.match((await whenAdded(browser.page)).status, /Large archive was added: 1,502 articles/);
    await browser.open(`${site.base}/bells.html`);
    await browser.clickToolbarButton();
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    const { report, refusedPacks } = await readState(panel);
    assert.deepEqual(refusedPacks, []);
    assert.deepEqual(report.sources.map(({ publisher }) => publisher), [SOURCE, SOURCE]);
    assert.equal(report.blocks.filter(({ verdict }) => verdict === 'copied').length, 2);
  });

  test('refuses one that is damaged anywhere', async () => {
    await openLibrary(browser);
    await chooseFiles(browser.page, [path.join(files, 'damaged.wfp')]);
    const { jobs } = await whenAdded(browser.page);
    assert.match(jobs[0].text, /^damaged\.wfp was not added\. The pack is damaged: .*\.$/);
  });

  test('says so where nothing is found in one that was damaged later, until it is added anew', async () => {
    const large = ({ packs }) => packs.find(({ name }) => name === 'Large archive');
    const { id } = large(await openLibrary(browser));
    await tamper(browser.page, id, damageLookUps);
    await browser.stopBackground();
    await browser.open(`${site.base}/bells.html`);
    const panel = await browser.panel();
    // What the check before has left would be taken for the answer.
    await forgetAll(panel);
    await browser.clickToolbarButton();
    await until('the check', async () => (await readState(panel))?.status === 'checked');
    const { text } = await panelIn(panel, 'checked');
    assert.match(text, /^No match in your 3 packs/);
    assert.match(text, /None of the articles in them that could be read/);
    assert.match(text, /Some of the pack Large archive could not be read; this page was compared with the rest of it\. The pack is damaged/);
    await panel.screenshot(picture('library-damaged-later'));
    const warned = (content) => /^Some of this pack cannot be read; .* The pack is damaged: /.test(large(content).warning ?? '');
    await openLibrary(browser);
    await libraryWhen(browser.page, 'the warning', warned);

    // A page that needs nothing of what is damaged.
    await browser.open(`${site.base}/front-page.html`);
    await browser.clickToolbarButton();
    await panelIn(await browser.panel(), 'no-article');
    assert.ok(warned(await openLibrary(browser)), 'it is as damaged as before');
    await chooseFiles(browser.page, [path.join(files, 'large.wfp')]);
    assert.match((await whenAdded(browser.page)).status, /was added/);
    await libraryWhen(browser.page, 'the pack to be sound', (content) => large(content).warning === null);
  });
});

describe('library on a disk that is nearly full', () => {
  const LIMIT = 7_000_000;
  let browser, site, files;
  before(async () => {
    files = mkdtempSync(path.join(tmpdir(), 'wherefrom-library-'));
    for (const name of ['first', 'second', 'third']) {
      buildPack(path.join(files, `${name}.wfp`), name, filler(name.charCodeAt(0)));
      const { size } = statSync(path.join(files, `${name}.wfp`));
      assert.ok(size > LIMIT / 2 && size < LIMIT * 0.85, `a pack of ${size} bytes`);
    }
    ({ browser, site } = await launchOnSite({ storage: LIMIT }));
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(files, { recursive: true, force: true });
  });
  const choose = async (name) => {
    await chooseFiles(browser.page, [path.join(files, `${name}.wfp`)]);
    return whenAdded(browser.page);
  };

  test('says that there is no room and leaves nothing half added; what was removed makes room', async () => {
    await openLibrary(browser);
    assert.match((await choose('first')).jobs[0].text, /^first was added: 1,500 articles/);
    const { files: stored } = await readStorage(browser.page);
    assert.match((await choose('second')).jobs[0].text, /^second\.wfp was not added\. There is no room for it: the disk is full/);
    await browser.page.screenshot(picture('library-full'));
    assert.deepEqual((await readStorage(browser.page)).files, stored);

    await browser.page.click(`.wf-pack[data-id="${stored[0]}"] button`);
    await libraryWhen(browser.page, 'the removal', ({ status }) => /was removed/.test(status));
    assert.match((await choose('third')).jobs[0].text, /^third was added/);
    const after = await readStorage(browser.page);
    assert.deepEqual([after.files.length, after.record.packs.map(({ info }) => info.name)], [1, ['third']]);
  });
});
