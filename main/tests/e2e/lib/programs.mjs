// Where the browsers are: the same names and the same variables as in scripts/setup.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

function onPath(name) {
  if (name.includes(path.sep)) return name;
  for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(dir, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

function program(what, names) {
  for (const name of names) {
    const file = onPath(name);
    if (file !== null) return file;
  }
  throw new Error(`${what} is not on PATH: run "make setup"`);
}

export const chromium = () =>
  program('Chromium', process.env.CHROMIUM ? [process.env.CHROMIUM] : ['chromium', 'chromium-browser', 'google-chrome-for-testing']);
export const firefox = () => program('Firefox', process.env.FIREFOX ? [process.env.FIREFOX] : ['firefox-esr', 'firefox']);
export const geckodriver = () => program('geckodriver', ['geckodriver']);
