// The picture of the README shows the panel and the marks as they are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { browserName, launch } from './lib/browser.mjs';
import { digestOfLook, openDifference, REPRINT, WINDOW } from './lib/look.mjs';
import { openSite } from './lib/site.mjs';

const docs = path.resolve(import.meta.dirname, '../../docs');

// The picture is of Chromium, and nothing else can say whether it is old.
const inChromium = browserName === 'chromium' ? test : () => undefined;

inChromium('docs/demo.png is of today', async (t) => {
  const site = await openSite();
  t.after(() => site.close());
  const browser = await launch(WINDOW);
  t.after(() => browser.close());
  await browser.open(`${site.base}/${REPRINT}`);
  const panel = await openDifference(browser);
  const { headline, bar, difference } = await panel.evaluate(() => {
    const inSight = (selector) => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    };
    return { headline: inSight('.wf-headline'), bar: inSight('.wf-bar'), difference: inSight('.wf-open ins') && inSight('.wf-open del') };
  });
  assert.deepEqual({ headline, bar, difference }, { headline: true, bar: true, difference: true });
  const made = readFileSync(path.join(docs, 'demo.look'), 'utf8').trim();
  assert.equal(await digestOfLook(browser, panel), made, 'the look of page or panel has changed since docs/demo.png was made: "make picture" makes it anew');
});
