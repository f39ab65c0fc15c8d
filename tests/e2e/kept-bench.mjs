// `make bench`: the reader's own library with many articles: how long importing, keeping one more, finding and checking take, in the
// browser that BROWSER names. usage: node tests/e2e/kept-bench.mjs [ARTICLES [PAGES]]
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserName, launch } from './lib/browser.mjs';
import { checkPage } from './lib/checking.mjs';
import { chooseFiles, openLibrary } from './lib/library.mjs';
import { openSite } from './lib/site.mjs';
import { until } from './lib/wait.mjs';

const articles = Number(process.argv[2] ?? 5000);
/** Saved pages of some 50 KB that are imported at last. */
const pages = Number(process.argv[3] ?? 500);
/** Articles in one file: about what an export of some years is. */
const FILE = 5000;
const WORDS = 480;

/** Words that nobody has written, by SplitMix32, as often as words are: the k-th is had 1/k times as often as the first. */
function writer(seed) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const syllables = ['ba', 'ren', 'tol', 'mi', 'sha', 'ker', 'von', 'du', 'lin', 'gar', 'pes', 'trow', 'ia', 'mel', 'no', 'wick'];
  const word = () => {
    let rank = Math.floor(30_000 ** next());
    let letters = '';
    do {
      letters += syllables[rank % 16];
      rank = Math.floor(rank / 16);
    } while (rank > 0);
    return letters;
  };
  const sentence = () => `${Array.from({ length: 8 + Math.floor(next() * 16) }, word).join(' ')}.`;
  return () => {
    const lines = [];
    for (let words = 0; words < WORDS; ) {
      const line = [sentence(), sentence(), sentence()].join(' ');
      words += line.split(' ').length;
      lines.push(line);
    }
    return { title: sentence(), text: lines.join('\n') };
  };
}

/** How many articles no segment has yet. */
const waiting = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('library');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction('pending').objectStore('pending').count();
    counting.onsuccess = () => {
      opening.result.close();
      resolve(counting.result);
    };
  };
}));

const folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-kept-'));
const write = writer(1);
const files = [];
for (let from = 0; from < articles; from += FILE) {
  const file = path.join(folder, `archive-${from}.jsonl`);
  const out = createWriteStream(file);
  for (let at = from; at < Math.min(from + FILE, articles); at += 1) {
    const line = `${JSON.stringify({ url: `https://archive.example/${at}`, publisher: `Paper ${at % 97}`, published: '2031-02-03', ...write() })}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  files.push(file);
}
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
const tell = (what, ms, bar) => console.log(`  ${what}: ${ms.toFixed(0)} ms${bar ? `, ${ms <= bar ? 'within' : 'ABOVE'} ${bar}` : ''}`);

const site = await openSite();
const browser = await launch();
try {
  console.log(`${browserName}, ${articles} kept articles of ${WORDS} words, ${(bytes / 1e6).toFixed(0)} MB`);
  const check = (address) => checkPage(browser, `${site.base}${address}`);
  await check('/thousand-words.html');
  const finding = () => browser.page.evaluate(async () => {
    const input = document.querySelector('.wf-find');
    const times = [];
    for (const words of ['p', 'pa', 'pap', 'paper 1', 'paper 13', 'mel', '']) {
      const from = performance.now();
      input.value = words;
      input.dispatchEvent(new Event('input'));
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      times.push(performance.now() - from);
    }
    return times;
  });
  const before = [];
  for (let turn = 0; turn < 5; turn += 1) before.push((await check('/thousand-words.html')).timing.engine);

  await openLibrary(browser);
  const started = Date.now();
  await chooseFiles(browser.page, files);
  // Few files are told of each, many together.
  await until('all files', () => browser.page.evaluate(() => document.querySelector('.wf-jobs .wf-note') !== null && document.querySelector('.wf-jobs :is(progress, .wf-progress)') === null), { timeout: 3_600_000, every: 250 });
  const took = Date.now() - started;
  console.log(`  imported in ${(took / 1000).toFixed(1)} s: ${Math.round(articles / (took / 1000))} articles a second`);

  tell('finding as the reader types, the longest, while they are packed', Math.max(...(await finding())));
  const settling = Date.now();
  await until('all to be packed', async () => (await waiting(browser.page)) === 0, { timeout: 3_600_000, every: 1000 });
  console.log(`  packed ${((Date.now() - settling) / 1000).toFixed(1)} s later`);

  tell('the first check with them', (await check('/bells.html')).timing.engine);
  const during = [];
  for (let turn = 0; turn < 9; turn += 1) during.push((await check('/thousand-words.html')).timing.engine);
  tell('a check of 1,000 words in the engine, median', median(during));
  tell('the same before there were any', median(before));
  const { check: of } = await check('/bells.html');
  const keeping = await (await browser.panel()).evaluate(async (id) => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const times = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const from = performance.now();
      const { problem } = await chrome.runtime.sendMessage({ type: 'keep', tab: tab.id, check: id, on: turn % 2 === 0 });
      if (problem) throw new Error(problem.code);
      times.push(performance.now() - from);
    }
    return times;
  }, of);
  tell('keeping one more, or no more, median', median(keeping), 50);
  tell('the longest', Math.max(...keeping), 250);

  const saved = [];
  const menu = Array.from({ length: 300 }, (_, at) => `<li class="menu-item item-${at}"><a href="https://archive.example/section/${at}">Section ${at} of the archive</a></li>`).join('\n');
  for (let at = 0; at < pages; at += 1) {
    const { title, text } = write();
    const file = path.join(folder, `page-${at}.html`);
    writeFileSync(file, `<!DOCTYPE html><html><head><title>${title}</title><style>${'.a { color: red; }\n'.repeat(600)}</style></head><body><nav><ul>${menu}</ul></nav><article><h1>${title}</h1>${text.split('\n').map((line) => `<p>${line}</p>`).join('\n')}</article></body></html>`);
    saved.push(file);
  }
  await openLibrary(browser);
  tell('finding as the reader types, the longest', Math.max(...(await finding())), 100);
  const inTexts = await browser.page.evaluate(async () => {
    const input = document.querySelector('.wf-find');
    input.value = 'wickwick mel';
    input.dispatchEvent(new Event('input'));
    const from = performance.now();
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    const told = document.querySelector('.wf-looking');
    while (!/ha[sv]e? all of these/.test(told.textContent)) await new Promise((drawn) => requestAnimationFrame(drawn));
    return [performance.now() - from, told.textContent];
  });
  tell(`looking in all texts (${inTexts[1]})`, inTexts[0]);
  await browser.page.evaluate(() => {
    // Firefox tells of no long tasks.
    window.longest = 0;
    if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
      new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask' });
    }
  });
  const begun = Date.now();
  await chooseFiles(browser.page, saved);
  await until('all pages', () => browser.page.evaluate(() => document.querySelector('.wf-jobs .wf-note') !== null), { timeout: 3_600_000, every: 100 });
  const lasted = (Date.now() - begun) / 1000;
  const size = saved.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`  ${pages} saved pages, ${(size / 1e6).toFixed(0)} MB, in ${lasted.toFixed(1)} s: ${(pages / lasted).toFixed(0)} a second, ${pages / lasted >= 20 ? 'within' : 'BELOW'} 20`);
  console.log(`  ${await browser.page.evaluate(() => document.querySelector('.wf-jobs').innerText.split('\n')[0])}`);
  tell("the longest task on the library's own thread meanwhile (0: none over 50 ms)", await browser.page.evaluate(() => window.longest), 50);
} finally {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
