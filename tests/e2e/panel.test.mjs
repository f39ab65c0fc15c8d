// The panel says what the marks show: the finding, the bar, the sources, the paragraphs, and each against its source.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { expectedVerdicts, plain } from './lib/expected.mjs';
import { readDocument, readMarks, waitForMarks } from './lib/marks.mjs';
import { panelIn, readPanel, readState, rowOf } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

const WORDS = { copied: 'Copied', modified: 'Modified', quoted: 'Quoted', original: 'No match' };
const NAME = 'skippers-lift-passengers-off-ferry';

describe('panel', () => {
  let browser, site, panel, content;
  before(async () => ({ browser, site } = await launchOnSite({ height: 700 })));
  after(() => closeBoth(browser, site));
  beforeEach(async () => {
    await browser.open(`${site.base}/news/${NAME}.html`);
    await browser.clickToolbarButton();
    panel = await browser.panel();
    await waitForMarks(browser.page);
    content = await panelIn(panel, 'checked');
  });

  test('shows the finding, the bar with words and counts, and the source', async () => {
    const { report } = await readState(panel);
    const { summary } = report;
    // The panel says which of the two was first, where the report names the day.
    assert.equal(content.headline, summary.headline.replace('Northreach Press Agency, 11 March 2025', 'Northreach Press Agency, published the day before'));
    assert.match(content.headline, /Northreach Press Agency/);

    const present = Object.keys(WORDS).filter((verdict) => summary[verdict].words > 0);
    assert.deepEqual(content.legend.map(({ word }) => word), present.map((verdict) => WORDS[verdict]));
    assert.deepEqual(content.segments.map(({ verdict }) => verdict), present);
    for (const [at, verdict] of present.entries()) {
      const { blocks, shared_share: shared } = summary[verdict];
      // What no source has is the page's own, in whichever paragraph it stands.
      const share = verdict === 'original' ? 1 - summary.copied.shared_share - summary.modified.shared_share - summary.quoted.shared_share : shared;
      assert.match(content.legend[at].paragraphs, new RegExp(`^${blocks} paragraphs?$`));
      assert.equal(content.legend[at].share, `${Math.round(share * 100)}%`);
      assert.ok(Math.abs(content.segments[at].share - share) < 0.03, `the ${verdict} part of the bar is ${content.segments[at].share} of it, not ${share}`);
    }

    assert.ok(content.sources.length >= 1);
    const [source] = content.sources;
    assert.match(source.title, /Ferry with 214 on board runs aground off Kelmarsh/);
    assert.match(source.text, /Northreach Press Agency/);
    assert.match(source.text, /11 March 2025/);
    assert.match(source.link, /^https:/);
    await panel.screenshot(picture('panel-summary'));
  });

  test('lists every paragraph of the article in page order, each with its verdict as a word', async () => {
    const rows = expectedVerdicts(NAME).filter(({ expected }) => expected[0] !== 'furniture');
    assert.equal(content.rows.length, rows.length);
    for (const [at, { starts, expected }] of rows.entries()) {
      assert.ok(content.rows[at].firstWords.startsWith(starts), `${content.rows[at].firstWords} is where ${starts} is expected`);
      assert.ok(expected.some((verdict) => WORDS[verdict] === content.rows[at].word), `${starts}: ${content.rows[at].word}`);
    }
  });

  test('shows a chosen paragraph beside its source with every difference, and brings the page to it', async () => {
    const untouched = await readDocument(browser.page);
    const starts = 'Two tugs were expected to try';
    await browser.page.evaluate(() => scrollTo(0, 0));
    await panel.click(await rowOf(panel, starts));
    const opened = await until('the paragraph to open', async () => {
      const now = await readPanel(panel);
      return now.rows.some(({ firstWords, open }) => open && firstWords.startsWith(starts)) && now;
    });
    assert.ok(opened.comparison.includes('This page'));
    assert.match(opened.comparison, /Northreach Press Agency/);
    assert.ok(opened.inserted.length + opened.deleted.length > 0, 'its differences are marked');

    const middle = () => browser.page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.trim().startsWith(words));
      const box = paragraph.getBoundingClientRect();
      return { top: box.top, bottom: box.bottom, height: innerHeight, scrolled: scrollY };
    }, starts);
    await until('the page to scroll to the paragraph', async () => {
      const { top, bottom, height, scrolled } = await middle();
      return scrolled > 0 && top >= 0 && bottom <= height;
    });
    await until('the chosen paragraph to be marked', async () =>
      (await readMarks(browser.page)).some(({ kind, around }) => kind === 'selected' && plain(around).startsWith(starts)));
    await browser.screenshot(picture('panel-chosen'));
    assert.deepEqual(await readDocument(browser.page), untouched);
  });

  test('opens what is folded away, to show it', async () => {
    const starts = 'Two tugs were expected to try';
    await browser.open(`${site.base}/news/${NAME}.html`);
    await browser.page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.trim().startsWith(words));
      const details = document.createElement('details');
      paragraph.replaceWith(details);
      details.append(document.createElement('summary'), paragraph);
      details.firstChild.append('What happens next');
    }, starts);
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await panelIn(panel, 'checked');
    await panel.click(await rowOf(panel, starts));
    await until('the paragraph to be in view on the page', () => browser.page.evaluate(() => {
      const details = document.querySelector('details');
      const { top, bottom, height } = details.querySelector('p').getBoundingClientRect();
      return details.open && height > 0 && top >= 0 && bottom <= innerHeight;
    }));
  });

  test('marks a changed number in the comparison', async () => {
    await panel.click(await rowOf(panel, 'Fishing boats from the inner harbour'));
    const { inserted, deleted } = await until('the comparison', async () => {
      const now = await readPanel(panel);
      return now.comparison !== null && now;
    });
    assert.ok(inserted.some((text) => /\b67\b/.test(text)), inserted.join(' | '));
    assert.ok(deleted.some((text) => /\b61\b/.test(text)), deleted.join(' | '));
    await panel.screenshot(picture('panel-changed-number'));
  });

  test('selects the paragraph whose mark is pointed at', async () => {
    const starts = 'A passenger ferry carrying 214 people';
    const point = await browser.page.evaluate(async (words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.replace(/\s+/g, ' ').trim().startsWith(words));
      paragraph.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const range = new Range();
      range.selectNodeContents(paragraph);
      const [box] = [...range.getClientRects()].filter(({ width }) => width > 50);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, starts);
    await browser.page.pointAt({ x: 3, y: 3 });
    await browser.page.pointAt(point);
    const { rows, text } = await until('the paragraph to open', async () => {
      const now = await readPanel(panel);
      return now.rows.some(({ firstWords, open }) => open && firstWords.replace(/\s+/g, ' ').startsWith(starts)) && now;
    });
    const row = rows.find(({ open }) => open);
    assert.equal(row.word, 'Copied');
    assert.ok(row.facts.some((fact) => /Northreach Press Agency/.test(fact)), row.facts.join(' | '));
    assert.match(text, /Northreach/);
    await until('the paragraph to be in view in the panel', () => panel.evaluate(() => {
      const { top } = document.querySelector('.wf-open').getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    }));
    await browser.screenshot(picture('panel-pointed'));
  });

  test('says first what an editor looks at, and brings it into view', async () => {
    const { findings, after } = await panel.evaluate(() => ({
      findings: [...document.querySelectorAll('.wf-look .wf-finding')].map((one) => one.textContent),
      after: document.querySelector('.wf-look').compareDocumentPosition(document.querySelector('.wf-bar')) & Node.DOCUMENT_POSITION_FOLLOWING,
    }));
    assert.ok(findings.includes('Numbers differ “67 passengers” here, “61 passengers” in the source'), findings.join(' | '));
    assert.ok(after, 'the bar stands behind them');
    await panel.evaluate(() => [...document.querySelectorAll('.wf-finding')].find(({ textContent }) => textContent.includes('67')).click());
    await until('its paragraph to open', async () => (await readPanel(panel)).rows.some(({ open, firstWords }) => open && firstWords.startsWith('Fishing boats')));
  });

  test('goes from mark to mark, by buttons and by keys', async () => {
    const open = async () => (await readPanel(panel)).rows.findIndex((row) => row.open);
    const marked = (await readPanel(panel)).rows.flatMap(({ word }, at) => (word === 'No match' ? [] : [at]));
    const press = (text) => panel.evaluate((wanted) => [...document.querySelectorAll('.wf-marks-steps button')].find(({ textContent }) => textContent.startsWith(wanted)).click(), text);
    await press('Next mark');
    await until('the first mark', async () => (await open()) === marked[0]);
    await press('Next mark');
    await until('the second mark', async () => (await open()) === marked[1]);
    await panel.press('p');
    await until('the first again', async () => (await open()) === marked[0]);
    await panel.press('n');
    await panel.press('n');
    await until('the third mark', async () => (await open()) === marked[2]);
    // The page has gone with it.
    const { firstWords } = (await readPanel(panel)).rows[marked[2]];
    await until('it to be marked on the page', async () => (await readMarks(browser.page)).some(({ kind, around }) => kind === 'selected' && plain(around).startsWith(plain(firstWords).slice(0, 40))));
  });

  test('shows the paragraphs of one verdict or one source alone', async () => {
    const words = async () => [...new Set((await readPanel(panel)).rows.map(({ word }) => word))];
    const chip = (text) => panel.evaluate((wanted) => [...document.querySelectorAll('.wf-chip')].find(({ textContent }) => textContent.trim().startsWith(wanted)).click(), text);
    await chip('Copied');
    await until('the copied ones', async () => (await words()).join() === 'Copied');
    assert.equal(await panel.evaluate(() => document.querySelector('.wf-chip[aria-pressed=true]').textContent.trim().split(' ')[0]), 'Copied');
    // What is asked for elsewhere is shown all the same.
    await panel.evaluate(() => [...document.querySelectorAll('.wf-finding')].find(({ textContent }) => textContent.includes('67')).click());
    await until('all of them', async () => (await words()).length > 1);
    const all = (await readPanel(panel)).rows.length;
    await panel.evaluate(() => {
      const select = document.querySelector('.wf-filter select');
      select.selectedIndex = 2;
      select.dispatchEvent(new Event('change'));
    });
    await until('fewer', async () => (await readPanel(panel)).rows.length < all);
  });

  test('does by keyboard what can be done by pointing', async () => {
    await panel.evaluate(() => document.querySelector('.wf-item:nth-child(1) .wf-row').focus());
    await panel.press('ArrowDown');
    await panel.press('ArrowDown');
    await panel.press('Enter');
    await until('the third paragraph to open', async () => (await readPanel(panel)).rows[2].open);
    await panel.press('Escape');
    await until('it to close', async () => (await readPanel(panel)).rows.every(({ open }) => !open));
  });

  test('comes back with its report and the marks when it was closed', async () => {
    await browser.closePanel();
    await browser.clickToolbarButton();
    panel = await browser.panel();
    await panelIn(panel, 'checked');
    assert.ok((await waitForMarks(browser.page)).length > 0);
  });
});
