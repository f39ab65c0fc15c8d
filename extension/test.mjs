/** Bundles extension/test/*.test.ts and runs them with Node's test runner: `node extension/test.mjs`. */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const tests = path.join(here, 'test');
// Below the project, so that what the bundles leave out resolves from there.
const out = await mkdtemp(path.join(here, '..', 'node_modules', '.wherefrom-test-'));
try {
  const names = (await readdir(tests)).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: names.map((name) => path.join(tests, name)),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
  });
  const files = (await readdir(out)).map((name) => path.join(out, name));
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...files], { stdio: 'inherit', cwd: here });
  process.exitCode = status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
