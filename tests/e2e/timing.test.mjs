// The bars of the main job, on a page of 1,000 words with the bundled packs. Chromium is held to them; Firefox is told of.
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
  assert.ok(measured.cold.painted <= BARS.cold, `cold: ${measured.cold.painted} ms`);
  assert.ok(measured.warm.painted <= BARS.warm, `warm: ${measured.warm.painted} ms`);
  assert.ok(measured.warm.engine <= BARS.engine, `engine: ${measured.warm.engine} ms`);
});
