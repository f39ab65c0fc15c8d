import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Chromium } from './chromium.mjs';
import { Firefox } from './firefox.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const BROWSERS = { chromium: Chromium, firefox: Firefox };

/** The browser that this run is about: `BROWSER`, "chromium" where it is not set. */
export const browserName = process.env.BROWSER ?? 'chromium';

/** Starts it with the built extension; `granted`: with the permissions for good that are asked for at a click, since no driver can answer. */
export async function launch({ granted = false, ...options } = {}) {
  const browser = BROWSERS[browserName];
  if (browser === undefined) throw new Error(`BROWSER is "${browserName}": it may be ${Object.keys(BROWSERS).join(' or ')}`);
  const built = path.join(root, 'dist', browserName);
  if (!granted) return browser.launch(built, options);
  const copy = mkdtempSync(path.join(tmpdir(), 'wherefrom-granted-'));
  cpSync(built, copy, { recursive: true });
  const { optional_permissions: permissions, optional_host_permissions: hosts, ...manifest } = JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8'));
  const all = { ...manifest, permissions: [...manifest.permissions, ...permissions], host_permissions: hosts };
  writeFileSync(path.join(copy, 'manifest.json'), JSON.stringify(all));
  const launched = await browser.launch(copy, options);
  const close = launched.close.bind(launched);
  launched.close = async () => {
    await close();
    rmSync(copy, { recursive: true, force: true });
  };
  return launched;
}

/** Where the picture of a test goes. */
export function picture(test) {
  const dir = path.join(root, 'dist/screenshots');
  mkdirSync(dir, { recursive: true });
  return path.join(dir, `${browserName}-${test}.png`);
}
