import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Chromium } from './chromium.mjs';
import { Firefox } from './firefox.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const BROWSERS = { chromium: Chromium, firefox: Firefox };

/** The browser that this run is about: `BROWSER`, "chromium" where it is not set. */
export const browserName = process.env.BROWSER ?? 'chromium';

/** Starts it with the built extension. */
export function launch(options) {
  const browser = BROWSERS[browserName];
  if (browser === undefined) throw new Error(`BROWSER is "${browserName}": it may be ${Object.keys(BROWSERS).join(' or ')}`);
  return browser.launch(path.join(root, 'dist', browserName), options);
}

/** Where the picture of a test goes. */
export function picture(test) {
  const dir = path.join(root, 'dist/screenshots');
  mkdirSync(dir, { recursive: true });
  return path.join(dir, `${browserName}-${test}.png`);
}
