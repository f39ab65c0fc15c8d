// The main job in one go: an invented reprint checked by the command, then opened in Chromium with the extension.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Chromium } from '../tests/e2e/lib/chromium.mjs';
import { waitForMarks } from '../tests/e2e/lib/marks.mjs';
import { serve } from './serve.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const REPRINT = 'news/kelmarsh-ferry-runs-aground.html';

const { status } = spawnSync('target/release/wherefrom', ['check', `www/${REPRINT}`, '--pack', 'dist/packs/invented.wfp'], { stdio: 'inherit' });
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
    console.log(`Press the Wherefrom button in its toolbar${keys ? `, or ${keys}` : ''}. The demo site itself is ${site.base}/`);
    console.log('Close the browser to end.');
    await browser.closed;
  } else {
    await browser.clickToolbarButton();
    await waitForMarks(browser.page);
    await browser.panel();
    mkdirSync('dist/screenshots', { recursive: true });
    const file = path.resolve('dist/screenshots/demo.png');
    await browser.screenshot(file);
    console.log(`\nThere is no display here, so Chromium ran without one. What the reader sees: ${file}`);
  }
} finally {
  await browser.close();
  site.close();
}
