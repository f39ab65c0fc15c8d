// `make picture`: the picture of the README, and beside it what its look followed from, which a test compares.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Chromium } from '../tests/e2e/lib/chromium.mjs';
import { digestOfLook, openDifference, REPRINT, WINDOW } from '../tests/e2e/lib/look.mjs';
import { serve } from './serve.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const site = await serve([path.resolve('dist/www')]);
const browser = await Chromium.launch('dist/chromium', WINDOW);
try {
  await browser.open(`${site.base}/${REPRINT}`);
  const panel = await openDifference(browser);
  mkdirSync('docs', { recursive: true });
  await browser.screenshot('docs/demo.png');
  writeFileSync('docs/demo.look', `${await digestOfLook(browser, panel)}\n`);
  console.log('docs/demo.png and docs/demo.look are made anew');
} finally {
  await browser.close();
  site.close();
}
