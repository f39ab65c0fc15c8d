// The reader's own library while the background is ended at any moment: whatever was told to be kept is there, and is found.
// Chromium alone lets a driver end the background. usage: node tests/e2e/kept-kills.mjs [KILLS]
import assert from 'node:assert/strict';
import { launch } from './lib/browser.mjs';
import { another, checkPage, checkText } from './lib/checking.mjs';
import { openSite } from './lib/site.mjs';
import { until } from './lib/wait.mjs';

const kills = Number(process.argv[2] ?? 20);
const GROUP = 15;

/** The same numbers each time (Knuth's MMIX). */
let state = 1n;
const below = (most) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
  return Number((state >> 33n) % BigInt(most));
};

/** Words of its own for each turn: texts that are alike would be found in each other's place. */
const SYLLABLES = ['ba', 'ren', 'tol', 'mi', 'sha', 'ker', 'von', 'du', 'lin', 'gar', 'pes', 'trow', 'ia', 'mel', 'no', 'wick'];
const word = () => Array.from({ length: 3 + below(2) }, () => SYLLABLES[below(16)]).join('');
const paragraphs = Array.from({ length: kills }, () => `Nobody knew why the ${Array.from({ length: 30 }, word).join(' ')} of the old mill.`);
const paragraph = (turn) => paragraphs[turn];

const site = await openSite();
const browser = await launch();
const told = [];
try {
  let panel = null;
  const check = async (turn) => {
    await another(browser, async () => {
      await browser.open(`${site.base}/bells.html`);
      await browser.page.evaluate((text, address) => {
        history.replaceState(null, '', address);
        document.querySelector('article p').textContent = text;
      }, paragraph(turn), `/bells-${turn}.html`);
      await browser.clickToolbarButton();
    });
    panel = await browser.panel();
  };
  for (let turn = 0; turn < kills; turn += 1) {
    await check(turn);
    // The answer may come before the end or never; what follows it (packing, putting segments together) goes on behind it.
    const keeping = panel.evaluate(async (delay) => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const { ok: view } = await chrome.runtime.sendMessage({ type: 'view', tab: tab.id });
      const asked = chrome.runtime.sendMessage({ type: 'keep', tab: tab.id, check: view.check, on: true }).then((reply) => 'ok' in reply, () => false);
      const patience = new Promise((resolve) => setTimeout(() => resolve(false), 1500));
      const isTold = await Promise.race([asked, patience]);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return isTold;
    }, below(60)).catch(() => false);
    const isEarly = below(3) === 0;
    if (isEarly) await browser.stopBackground();
    if (await keeping) told.push(turn);
    if (!isEarly) await browser.stopBackground();
  }
  await browser.openLibrary();
  const listed = await until('the list', () => browser.page.evaluate(() => document.querySelector('.wf-looking + .wf-facts')?.textContent.match(/^([\d,]+) articles?/)?.[1]));
  assert.ok(Number(listed.replace(',', '')) >= told.length, `${told.length} were told to be kept, ${listed} are there`);
  await checkPage(browser, `${site.base}/bells-again.html`);
  // A few at a time: of a page that draws on very many documents only the best are looked at.
  for (let from = 0; from < told.length; from += GROUP) {
    const turns = told.slice(from, from + GROUP);
    const { report } = await checkText(browser, turns.map(paragraph).join('\n'));
    const lost = turns.filter((_, at) => report.blocks[at]?.verdict !== 'copied');
    assert.deepEqual(lost, [], 'what was told to be kept is found');
    assert.deepEqual(report.packs.map(({ damaged }) => damaged), report.packs.map(() => null));
  }
  console.log(`${kills} kills: ${told.length} articles told to be kept, ${listed} there, all found`);
} finally {
  await browser.close();
  site.close();
}
