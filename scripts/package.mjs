// dist/packages/: what a store takes, an archive for each browser and the source they were built from.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { zipFolder } from './zip.mjs';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist/packages');
const { version } = JSON.parse(readFileSync(path.join(root, 'dist/chromium/manifest.json'), 'utf8'));
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
/** The project's own files; null where this is no git checkout, which alone knows which they are. */
const sources = () => {
  try {
    return git('ls-files', '-z').split('\0').filter(Boolean);
  } catch {
    return null;
  }
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const names = sources();
if (names === null) {
  console.warn('package: this is no git checkout, so the source package is left out.');
} else if (git('status', '--porcelain').trim() !== '') {
  console.warn('package: the working tree has changes that are not committed; the packages are not those of a commit.');
}

const write = (name, dir, only) => {
  const file = path.join(out, `wherefrom-${version}-${name}.zip`);
  zipFolder(dir, file, only);
  const bytes = readFileSync(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${digest}  ${path.relative(root, file)}  ${bytes.length} bytes`);
};
write('chromium', path.join(root, 'dist/chromium'));
write('firefox', path.join(root, 'dist/firefox'));
if (names !== null) write('source', root, names);
