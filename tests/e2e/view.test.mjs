// The panel alone: what an update leaves as it is, and what names of any length and direction do to it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, picture } from './lib/browser.mjs';
import { loadModules } from './lib/modules.mjs';
import { openSite } from './lib/site.mjs';

const none = { blocks: 0, words: 0, share: 0, shared_words: 0, shared_share: 0 };
const FACTS = { refusedPacks: [], refusedMarks: 0, hiddenInWords: 0, elsewhere: null, part: null, painted: 40 };

/** A report on a page of so many paragraphs, each of them copied from one source. */
function report(paragraphs, source = {}) {
  const text = (id) => `Paragraph ${id} of the page, with some words that stand in the source as well.`;
  const block = (id) => ({
    id, verdict: 'copied', reason: 'all of its words are the source’s', words: 15, shared_words: 15, sources: [0], also_in: [], credit: 'none',
    spans: [{ start: 0, end: text(id).length, kind: 'same', source: 0, source_block: id, source_start: 0, source_end: text(id).length }],
    facts: [], quotations: [], text: text(id), cut: null,
  });
  const ids = Array.from({ length: paragraphs }, (_, id) => id);
  return {
    version: 1, page: { title: 'A page', url: null, published: null, language: 'en', words: 15 * paragraphs },
    packs: [{ name: 'A pack', documents: 1, checksum: null, damaged: null }],
    summary: { words: 15 * paragraphs, copied: { blocks: paragraphs, words: 15 * paragraphs, share: 1, shared_words: 15 * paragraphs, shared_share: 1 }, modified: none, quoted: none, original: none,
      headline: `All of this article stands word for word in ${source.title ?? 'The Paper'}`, headline_code: 'all-copied', headline_args: { source: 0, sources: 1 } },
    blocks: ids.map(block),
    sources: [{ id: 's', title: 'The Paper', url: 'https://paper.example/', publisher: null, published: null, language: 'en', direction: 'unknown', shared_words: 15,
      omitted: [], pack: 0, blocks: ids.map((id) => ({ id, text: text(id) })), revisions: [], ...source }],
    earlier_versions: [],
  };
}

describe('the panel alone', () => {
  let browser, site;
  before(async () => {
    site = await openSite();
    browser = await launch({ height: 700 });
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  /** Shows a report in a panel 360 px wide. */
  async function show(given) {
    await browser.open(`${site.base}/form.html`);
    await loadModules(browser.page, '<div id="root" style="width: 360px"></div>');
    await browser.page.evaluate(async (names) => {
      await Promise.all(names.map((name) => new Promise((resolve) => {
        const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/${name}.css`, onload: resolve });
        document.head.append(link);
      })));
    }, ['palette', 'base', 'panel', 'comparison']);
    await browser.page.evaluate((first, facts) => {
      window.chosen = [];
      window.panel = new window.modules.Panel(document.querySelector('#root'), { choose: (block) => window.chosen.push(block) });
      window.panel.showReport(first, facts, 'one');
    }, given, FACTS);
  }
  const where = () => browser.page.evaluate(() => ({
    focus: document.activeElement?.closest('.wf-item')?.querySelector('.wf-first-words').textContent.slice(0, 12) ?? document.activeElement?.tagName,
    open: document.querySelector('.wf-open .wf-first-words')?.textContent.slice(0, 12) ?? null,
    scrolled: Math.round(scrollY),
    elements: [...document.querySelectorAll('.wf-item')].filter((item) => item.kept).length,
  }));

  test('keeps focus, open paragraph and place when the report comes again, and makes nothing anew that is the same', async () => {
    await show(report(60));
    await browser.page.evaluate(() => {
      document.querySelectorAll('.wf-item').forEach((item) => {
        item.kept = true;
      });
      const row = document.querySelector('.wf-item:nth-child(30) .wf-row');
      row.click();
      row.focus();
      window.scrollTo(0, 1200);
    });
    const before = await where();
    assert.equal(before.open, 'Paragraph 29');
    assert.ok(before.scrolled > 0);
    const changed = report(61);
    changed.blocks[3].reason = 'nearly all of its words are the source’s';
    await browser.page.evaluate((next, facts) => window.panel.showReport(next, { ...facts, refusedMarks: 2 }, 'one'), changed, FACTS);
    const after = await where();
    assert.deepEqual([after.focus, after.open, after.scrolled], [before.focus, before.open, before.scrolled]);
    // "of 61" is another count than "of 60": every row says it. The same report once more changes no row at all.
    await browser.page.evaluate(() => document.querySelectorAll('.wf-item').forEach((item) => {
      item.kept = true;
    }));
    const again = structuredClone(changed);
    again.blocks[3].reason = 'all of its words are the source’s';
    await browser.page.evaluate((next, facts) => window.panel.showReport(next, facts, 'one'), again, FACTS);
    assert.equal((await where()).elements, 60, 'all rows but the one that changed');
    assert.deepEqual(await browser.page.evaluate(() => document.querySelectorAll('.wf-open').length), 1);
  });

  test('keeps the focus in an open row that is made anew, and begins at the head with another check', async () => {
    await show(report(60));
    await browser.page.evaluate(() => {
      const row = document.querySelector('.wf-item:nth-child(30) .wf-row');
      row.click();
      row.focus();
    });
    const changed = report(60);
    changed.blocks[29].credit = 'here';
    await browser.page.evaluate((next, facts) => window.panel.showReport(next, facts, 'one'), changed, FACTS);
    const { focus, open } = await where();
    assert.deepEqual([focus, open], ['Paragraph 29', 'Paragraph 29']);
    await browser.page.evaluate((next, facts) => window.panel.showReport(next, facts, 'two'), changed, FACTS);
    assert.equal((await where()).open, null);
  });

  test('a title of a megabyte, or one that turns the direction, fills no panel and turns nothing', async () => {
    const turning = '\u202Egnihton \u2066';
    await show(report(3, { title: `${turning}${'Endless title '.repeat(80_000)}`, publisher: `${'P'.repeat(500_000)}` }));
    const { height, width, headline, card } = await browser.page.evaluate(() => ({
      height: document.querySelector('.wf-panel').getBoundingClientRect().height,
      width: document.querySelector('.wf-panel').scrollWidth,
      headline: document.querySelector('.wf-headline').textContent,
      card: document.querySelector('.wf-card-title').textContent,
    }));
    await browser.page.screenshot(picture('view-long-names'));
    assert.ok(height < 2500, `${height} px`);
    assert.ok(width <= 360, `${width} px`);
    for (const text of [headline, card]) assert.doesNotMatch(text, /\u202E/);
  });

  test('says that a page hides characters in its words, by its markup or by the characters themselves', async () => {
    const overview = () => browser.page.evaluate(() => document.querySelector('.wf-overview').textContent);
    await show(report(3));
    assert.doesNotMatch(await overview(), /hides characters/);
    const again = (next, facts) => browser.page.evaluate((given, of) => window.panel.showReport(given, of, 'one'), next, facts);
    await again(report(3), { ...FACTS, hiddenInWords: 4 });
    assert.match(await overview(), /This page hides characters in its words/);
    await again(report(3), FACTS);
    assert.doesNotMatch(await overview(), /hides characters/);
    const disguised = report(3);
    disguised.page.hidden_characters = 2;
    await again(disguised, FACTS);
    assert.match(await overview(), /This page hides characters in its words/);
  });

  test('says which source is followed and from how many origins the words are, and takes both back', async () => {
    const overview = () => browser.page.evaluate(() => document.querySelector('.wf-overview').textContent);
    const again = (next) => browser.page.evaluate((given, of) => window.panel.showReport(given, of, 'one'), next, FACTS);
    const told = report(2, { publisher: 'The Paper', published: '2031-04-05' });
    const [first] = told.sources;
    told.sources.push({ ...first, id: 't', publisher: 'Nordwire', published: '2031-04-03' });
    told.sources.push({ ...first, id: 'u', publisher: 'The Office', published: '2031-04-02', shared_words: 0, blocks: [], follows: { sentences: 14, of: 18, in_order: 13, pairs: [[0, 0]] } });
    told.origins = [[1, 0]];
    await show(told);
    assert.match(await overview(), /In 2 outlets, from 1 origin, the earliest Nordwire, 3 April 2031\./);
    assert.match(await overview(), /Tells 14 of 18 sentences of The Office, 2 April 2031 in its order, in other words\./);
    const cards = await browser.page.evaluate(() => [...document.querySelectorAll('.wf-card')].map((card) => card.textContent));
    assert.deepEqual(cards.map((text) => text.includes('Tells 14 of 18')), [false, false, true]);
    await again(report(2));
    assert.doesNotMatch(await overview(), /origin|Tells/);
    Object.assign(told.summary, { headline_code: 'follows', headline_args: { source: 2, sentences: 14, of: 18 }, copied: none });
    told.blocks = [];
    await again(told);
    assert.match(await overview(), /This article tells 14 of 18 sentences of The Office, 2 April 2031 in its order/);
    assert.doesNotMatch(await overview(), /Tells 14 of 18/);
  });

  test('says what of a long paragraph was not compared, though no source was found', async () => {
    const given = report(2);
    Object.assign(given.blocks[1], { verdict: 'original', reason: 'no source found in 1 pack; 3 of 15 words were not compared', sources: [], spans: [], credit: null, not_compared: 3 });
    await show(given);
    const told = await browser.page.evaluate(() => {
      document.querySelector('.wf-item-original .wf-row').click();
      return document.querySelector('.wf-item-original').textContent;
    });
    assert.match(told, /3 of 15 words were not compared/);
    assert.match(told, /The paragraph is too long: 3 words of it were not compared/);
  });

  test('a failure is told in a sentence, and its details can be copied', async () => {
    await show(report(1));
    const copied = await browser.page.evaluate(async () => {
      const root = document.querySelector('#root');
      let copy = '';
      const panel = new window.modules.Panel(root, { choose() {}, copy: async (text) => {
        copy = text;
      } });
      panel.show({ status: 'failed', why: { code: 'collect-failed', args: {}, detail: 'TypeError: x is no function' } });
      const said = root.textContent;
      root.querySelector('.wf-details button').click();
      await Promise.resolve();
      return { said, copy };
    });
    assert.match(copied.said, /This page could not be read\. Reload it/);
    assert.doesNotMatch(copied.said, /TypeError/);
    assert.match(copied.copy, /collect-failed[^]*TypeError: x is no function/);
  });
});
