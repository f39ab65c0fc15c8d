// The main job in one go: an invented reprint checked by the command, then opened in Chromium with the extension.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Chromium } from '../tests/e2e/lib/chromium.mjs';
import { openDifference, REPRINT, WINDOW } from '../tests/e2e/lib/look.mjs';
import { serve } from './serve.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);

const command = ['check', `www/${REPRINT}`, '--pack', 'dist/packs/invented.wfp'];
console.log(`$ wherefrom ${command.join(' ')}\n`);
const { status } = spawnSync('target/release/wherefrom', command, { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const site = await serve([path.resolve('dist/www')]);
const browser = await Chromium.launch('dist/chromium', display ? { headless: false } : WINDOW);
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
    await openDifference(browser);
    mkdirSync('dist/screenshots', { recursive: true });
    const file = path.resolve('dist/screenshots/demo.png');
    await browser.screenshot(file);
    console.log(`\nThere is no display here, so Chromium ran without one. What the reader sees: ${file}`);
  }
} finally {
  await browser.close();
  site.close();
}
