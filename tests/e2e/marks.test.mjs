// A click marks the right words, changes nothing in the document, and a second click takes the marks away.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { expectedVerdicts, plain } from './lib/expected.mjs';
import { readDocument, readMarks, waitForMarks, waitForNoMarks } from './lib/marks.mjs';
import { panelIn, readState } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';

/** Pages of the invented news, and in their modified paragraphs exactly the words that differ from the source. */
const PAGES = {
  'kelmarsh-ferry-runs-aground': {},
  'skippers-lift-passengers-off-ferry': {
    'Fishing boats from the inner harbour': ['67'],
    '‘The bridge team saw the barge': ['Kelmarsh', 'Captain'],
    'The Maren Holt, a small car': ['small'],
  },
  'valley-packs-as-lake-is-drained': {},
  'absenkung-im-grauental': {},
  'brackwater-after-the-glassworks': {},
};
const MARKS_OF = { copied: ['copied'], modified: ['modified', 'changed'], quoted: ['quoted'], original: [], furniture: [] };

describe('marks', () => {
  let browser, site;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  for (const [name, changed] of Object.entries(PAGES)) {
    test(`stand on the right words of ${name}`, async () => {
      await browser.open(`${site.base}/news/${name}.html`);
      const untouched = await readDocument(browser.page);
      await browser.clickToolbarButton();
      const panel = await browser.panel();
      await panelIn(panel, 'checked');
      const { report, refusedMarks, refusedPacks } = await readState(panel);
      const marks = (await waitForMarks(browser.page)).map((mark) => ({ ...mark, around: plain(mark.around) }));
      await browser.screenshot(picture(`marks-${name}`));

      assert.equal(refusedMarks, 0);
      assert.deepEqual(refusedPacks, []);
      for (const { starts, expected, why } of expectedVerdicts(name)) {
        const here = marks.filter(({ around }) => around.startsWith(starts));
        const accepted = expected.some((verdict) =>
          MARKS_OF[verdict].length === 0 ? here.length === 0 : here.length > 0 && here.every(({ kind }) => MARKS_OF[verdict].includes(kind)));
        assert.ok(accepted, `"${starts}" is ${expected.join(' or ')} (${why}); its marks are ${JSON.stringify(here.map(({ kind, text }) => [kind, text]))}`);
        if (expected[0] === 'copied' && here.length > 0 && here[0].kind === 'copied') {
          assert.equal(plain(here.map(({ text }) => text).join('')), here[0].around, 'a copied paragraph is marked whole');
        }
        if (changed[starts]) {
          assert.deepEqual(here.filter(({ kind }) => kind === 'changed').map(({ text }) => text), changed[starts], `the changed words of "${starts}"`);
        }
      }

      // Every mark stands on words that the report names: the same characters, in the same order.
      const verdicts = new Set(report.blocks.map(({ verdict }) => verdict));
      for (const { kind, text } of marks) {
        assert.ok(verdicts.has(kind === 'changed' ? 'modified' : kind), kind);
        assert.ok(report.blocks.some((block) => block.text.includes(text)), text);
      }

      assert.deepEqual(await readDocument(browser.page), untouched, 'marks change nothing in the document');
      await browser.clickToolbarButton();
      await waitForNoMarks(browser.page);
      await panelIn(panel, 'removed');
      assert.equal(await browser.page.evaluate(() => CSS.highlights.size), 0);
      assert.deepEqual(await readDocument(browser.page), untouched, 'nor does taking them away');
      await browser.screenshot(picture(`removed-${name}`));
    });
  }

  test('come again with a third click', async () => {
    await browser.open(`${site.base}/news/kelmarsh-ferry-runs-aground.html`);
    await browser.clickToolbarButton();
    const first = await waitForMarks(browser.page);
    await browser.clickToolbarButton();
    await waitForNoMarks(browser.page);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    assert.deepEqual(await readMarks(browser.page), first);
  });

  test('come from a worker that the browser had ended', async () => {
    await browser.open(`${site.base}/news/kelmarsh-ferry-runs-aground.html`);
    await browser.stopBackground();
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
  });
});
