// `make bench`: how long a reader waits after the click, and the engine by itself, in the browser that BROWSER names, on a page of
// 1,000 words with the bundled packs; and the reading of one of 20,000; beside the times that we hold ourselves to.
import { readdirSync } from 'node:fs';
import { browserName, launch } from './lib/browser.mjs';
import { measureEngine } from './lib/engine.mjs';
import { panelIn, readState } from './lib/panel.mjs';
import { openSite } from './lib/site.mjs';
import { loadModules } from './lib/modules.mjs';
import { measureClicks, median, tell } from './lib/timing.mjs';

/** Milliseconds, on a machine of two cores with nothing else to do. */
const BARS = { cold: 300, warm: 100, engine: 5, collecting: 25 };

/** Milliseconds to read a page of 20,000 words, median of `rounds`. */
async function measureCollecting(page, url, rounds = 40) {
  await browser.open(url);
  await loadModules(page, null);
  return median(await page.evaluate(async (count) => {
    const times = [];
    for (let round = 0; round < count; round += 1) {
      const start = performance.now();
      window.modules.collect(document);
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return times;
  }, rounds));
}

const site = await openSite();
const browser = await launch();
try {
  const measured = await measureClicks(browser, `${site.base}/thousand-words.html`);
  console.log(tell(browserName, measured));
  const panel = await browser.panel();
  await panelIn(panel, 'checked');
  const { report } = await readState(panel);
  const packs = readdirSync('dist/packs').filter((name) => name.endsWith('.wfp'));
  const engine = await measureEngine(browser.page, packs, report.blocks.map(({ text }) => text));
  console.log(`  the engine by itself: ${engine.median.toFixed(1)} ms (at best ${engine.best.toFixed(1)})`);
  // The best of the runs: other work on the machine makes runs slower and never faster.
  const held = { cold: measured.cold.best.painted, warm: measured.warm.best.painted, engine: engine.median };
  held.collecting = await measureCollecting(browser.page, `${site.base}/twenty-thousand-words.html`);
  for (const [what, bar] of Object.entries(BARS)) console.log(`  ${what}: ${held[what].toFixed(1)} ms, ${held[what] <= bar ? 'within' : 'ABOVE'} ${bar}`);
} finally {
  await browser.close();
  site.close();
}
