// What older versions of the extension kept: nothing of it is lost, and what waited for its segment still does.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkPage, checkText } from './lib/checking.mjs';
import { holdPacking, readKept, writeOlder } from './lib/kept.mjs';
import { chooseFiles, openLibrary } from './lib/library.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

/** Texts that no pack has. */
const WAITS = 'The bell of the old chapel on Gannet Hill was taken down on Thursday, after a crack had been found that runs from its lip to the crown, and a foundry in the next valley will cast it anew before the winter.';
const PACKED = 'Nobody had walked the coal path since the spring, when a keeper of the reservoir noticed that its lower wall had begun to lean, and the parish asked for planks in a letter that went to every house below the dam.';
const DELETED = 'Eleven kites were counted above the brewery yard on the first morning of the fair, though the ringing group had expected none so late, and the children of the lower school drew each of them on the back of a bill.';
const REFUSED = 'A pair of scales that weighed the herring of three harbours has come home to the fish hall, where the auctioneers want to hang it under the clock, out of reach of those who remember how it cheated their fathers.';
const ALL = [WAITS, PACKED, DELETED, REFUSED];
/** No file has it: it is made anew from its articles. */
const SEGMENT = 'b'.repeat(64);

describe('a library of an older version', () => {
  let browser, site, folder;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-older-'));
    ({ browser, site } = await launchOnSite());
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(folder, { recursive: true, force: true });
  });

  const articles = () => browser.page.evaluate(() => [...document.querySelectorAll('.wf-article')].map((row) => row.textContent));

  for (const version of [1, 2]) {
    test(`version ${version} is brought to this one, with all that it holds`, async (t) => {
      await checkPage(browser, `${site.base}/bells.html`);
      const panel = await browser.panel();
      const release = await holdPacking(panel);
      t.after(release);
      const before = await writeOlder(panel, version, [
        { title: 'It waits', url: 'https://gannet.example/bell', text: WAITS },
        { title: 'It is packed', url: 'https://gannet.example/path', publisher: 'Gannet Letter', licence: 'CC-BY-4.0', quoted: [0], text: PACKED, segment: SEGMENT },
        { title: 'It is deleted', text: DELETED, removed: true, segment: SEGMENT },
        { title: 'It could not be packed', text: REFUSED, segment: '-' },
      ], [{ file: SEGMENT, bytes: 1000, articles: 2 }]);
      // What is packed is found at once, what is deleted is not, and the rest waits.
      const { report } = await checkText(browser, ALL.join('\n'));
      const ids = (wanted) => wanted.sources.map(({ id }) => id).filter((id) => id.startsWith('kept:')).sort();
      assert.deepEqual(ids(report), ['kept:2']);
      const now = await readKept(panel);
      assert.deepEqual([now.version, now.indexes], [3, ['same', 'segment', 'url']]);
      // A mark that stays in a record tells nothing any more.
      const told = (records) => records.map(({ pending: _, ...record }) => record);
      assert.deepEqual(told(now.articles.map(([, record]) => record)), told(before));
      assert.deepEqual(now.texts, ALL.map((text, at) => [at + 1, text]));
      assert.deepEqual(now.pending.map(([id]) => id), [1, 3], 'what waited still waits, and nothing else');
      assert.deepEqual(now.segments.map(([file]) => file), [SEGMENT]);

      await release();
      await openLibrary(browser);
      await until('all to be packed, and the deleted one to be gone', async () => {
        const { articles: left, texts, pending, segments } = await readKept(panel);
        return pending.length === 0 && left.map(([id]) => id).join() === '1,2,4' && texts.length === 3 && segments.every(([file]) => file !== SEGMENT);
      });
      assert.match((await until('the list', async () => (await articles()).length === 3 && (await articles()))).join('\n'), /It waits.*kept 3 February 2031/s);
      // The same text is known: the index that tells is there. Another one gets a number that none had.
      writeFileSync(path.join(folder, 'again.jsonl'), [{ title: 'Again', url: 'https://gannet.example/bell', text: WAITS }, { title: 'New', text: `${DELETED} ${REFUSED}` }].map((line) => JSON.stringify(line)).join('\n'));
      await chooseFiles(browser.page, [path.join(folder, 'again.jsonl')]);
      await until('it to be known', () => browser.page.evaluate(() => /1 article kept.*1 you had already/s.test(document.querySelector('.wf-jobs').textContent)));
      assert.deepEqual((await readKept(panel)).articles.map(([id]) => id), [1, 2, 4, 5]);
      await checkPage(browser, `${site.base}/bells.html`);
      assert.deepEqual(ids((await checkText(browser, [WAITS, PACKED, REFUSED].join('\n'))).report).filter((id) => id !== 'kept:5'), ['kept:1', 'kept:2', 'kept:4']);
    });
  }
});
