// A folder, or a list of files, as a zip whose bytes depend on names and contents alone: sorted entries, one fixed time.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';

/** The earliest time a zip entry can hold, as local parts: the format knows no time zone. */
const TIME = new Date(1980, 0, 1);

/** Every file below `dir`, as paths with "/" relative to it. */
export function filesBelow(dir) {
  return readdirSync(dir, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => statSync(path.join(dir, name)).isFile());
}

/** Writes `out` from the named files below `dir`; all of them where no names are given. */
export function zipFolder(dir, out, names = filesBelow(dir)) {
  const entries = {};
  for (const name of [...names].sort()) {
    entries[name] = [readFileSync(path.join(dir, name)), { mtime: TIME }];
  }
  writeFileSync(out, zipSync(entries, { level: 9 }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir, out] = process.argv.slice(2);
  zipFolder(dir, out);
}
