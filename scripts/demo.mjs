// The main job in one go: an invented reprint checked by the command, then opened in Chromium with the extension.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Chromium } from '../tests/e2e/lib/chromium.mjs';
import { waitForMarks } from '../tests/e2e/lib/marks.mjs';
import { panelIn, rowOf } from '../tests/e2e/lib/panel.mjs';
import { until } from '../tests/e2e/lib/wait.mjs';
import { serve } from './serve.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const REPRINT = 'news/skippers-lift-passengers-off-ferry.html';
/** A paragraph of it in which the reprint changed a number. */
const CHANGED = 'Fishing boats from the inner harbour';

const command = ['check', `www/${REPRINT}`, '--pack', 'dist/packs/invented.wfp'];
console.log(`$ wherefrom ${command.join(' ')}\n`);
const { status } = spawnSync('target/release/wherefrom', command, { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const site = await serve([path.resolve('dist/www')]);
const browser = await Chromium.launch('dist/chromium', { headless: !display });
try {
  await browser.open(`${site.base}/${REPRINT}`);
  if (display) {
    const { commands } = JSON.parse(readFileSync('dist/chromium/manifest.json', 'utf8'));
    const keys = commands?._execute_action?.suggested_key?.default;
    console.log(`\nChromium shows ${site.base}/${REPRINT}`);
    console.log(`Press the Wherefrom button in its toolbar${keys ? `, or ${keys}` : ''}. The demo page is ${site.base}/`);
    console.log('Close the browser to end.');
    process.once('SIGINT', () => browser.close());
    await browser.closed;
  } else {
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    const panel = await browser.panel();
    await panelIn(panel, 'checked');
    // Without gentle scrolling a place that was reached is the end of it.
    await browser.page.dress({ still: true });
    await panel.click(await rowOf(panel, CHANGED));
    await until('the comparison', () => panel.evaluate(() => {
      document.querySelector('.wf-open')?.scrollIntoView({ block: 'start', behavior: 'instant' });
      return document.querySelector('.wf-open ins') !== null;
    }));
    await until('the page to show the paragraph', () => browser.page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('p')].find((p) => p.textContent.trim().startsWith(words));
      const { top, bottom } = paragraph.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, CHANGED));
    mkdirSync('dist/screenshots', { recursive: true });
    const file = path.resolve('dist/screenshots/demo.png');
    await browser.screenshot(file);
    console.log(`\nThere is no display here, so Chromium ran without one. What the reader sees: ${file}`);
  }
} finally {
  await browser.close();
  site.close();
}
