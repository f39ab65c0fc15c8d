// Every suite, one after the other, each with its time, even after one has failed; the last line sums them up.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const started = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };

// Tests on material that is not part of the project take its folder from WHEREFROM_SHARED. Where it is not there they
// append a line each to the file WHEREFROM_SKIPPED, since Rust's harness cannot skip at run time.
const env = { ...process.env, WHEREFROM_SKIPPED: path.join(root, 'dist/skipped') };
const shared = path.resolve(root, '..', 'shared');
if (!env.WHEREFROM_SHARED && existsSync(shared)) env.WHEREFROM_SHARED = shared;
// The jobs and options of an outer make are not those of the makes that are run from here.
for (const name of ['MAKEFLAGS', 'MFLAGS', 'MAKELEVEL']) delete env[name];
mkdirSync('dist', { recursive: true });
rmSync(env.WHEREFROM_SKIPPED, { force: true });

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, '');

/** Runs a command, shows its output as it comes, and gives back the output with the exit status. */
function run(command, args, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      stream.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', (error) => resolve({ output: String(error), status: 1 }));
    child.on('close', (status) => resolve({ output: plain(output), status: status ?? 1 }));
  });
}

/** Sums the groups of every match of `pattern`, which names them passed, failed and skipped. */
function count(output, pattern) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { groups } of output.matchAll(pattern)) {
    for (const key of Object.keys(sum)) sum[key] += Number(groups[key] ?? 0);
  }
  return sum;
}
const none = () => ({ passed: 0, failed: 0, skipped: 0 });
const cargoTest = (output) => count(output, /^test result: .*?(?<passed>\d+) passed; (?<failed>\d+) failed; (?<skipped>\d+) ignored/gm);
function nextest(output) {
  const summary = output.match(/^ *Summary .*$/m)?.[0] ?? '';
  const number = (word) => Number(summary.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') + number('timed out'), skipped: number('skipped') };
}
const nodeTest = (output) => ({
  passed: Number(output.match(/^ℹ pass (\d+)/m)?.[1] ?? 0),
  failed: Number(output.match(/^ℹ fail (\d+)/m)?.[1] ?? 0) + Number(output.match(/^ℹ cancelled (\d+)/m)?.[1] ?? 0),
  skipped: Number(output.match(/^ℹ skipped (\d+)/m)?.[1] ?? 0) + Number(output.match(/^ℹ todo (\d+)/m)?.[1] ?? 0),
});

/** One suite: its heading, its command, its counts. One that fails without a count, or should have counts and has none, has failed once. */
async function suite(name, command, args, counts, extra) {
  const since = Date.now();
  console.log(`\n==> ${name}`);
  const { output, status } = await run(command, args, extra);
  const result = counts(output);
  const nothing = counts !== none && result.passed + result.failed === 0;
  if (result.failed === 0 && (status !== 0 || nothing)) result.failed = 1;
  for (const key of Object.keys(total)) total[key] += result[key];
  console.log(`==> ${name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${seconds(since)}`);
  return status === 0;
}

const built = await suite('build', 'make', ['build'], none);
if (built) {
  await suite('lint', 'make', ['--keep-going', 'lint'], none);
  if (spawnSync('cargo', ['nextest', '--version']).status === 0) {
    await suite('Rust tests', 'cargo', ['nextest', 'run', '--locked', '--workspace', '--no-tests=warn', '--no-fail-fast'], nextest);
    await suite('Rust documentation', 'cargo', ['test', '--quiet', '--locked', '--workspace', '--doc'], cargoTest);
  } else {
    await suite('Rust tests', 'cargo', ['test', '--quiet', '--locked', '--workspace', '--no-fail-fast'], cargoTest);
  }
  await suite('extension units', process.execPath, ['extension/test.mjs'], nodeTest);
  for (const browser of ['chrome', 'firefox']) {
    await suite(`Wasm in ${browser}`, 'wasm-pack', ['test', '--mode', 'no-install', '--headless', `--${browser}`, '.', '--locked', '--test', 'wasm'], cargoTest);
  }
  const endToEnd = readdirSync('tests/e2e').filter((name) => name.endsWith('.test.mjs')).map((name) => `tests/e2e/${name}`);
  for (const browser of ['chromium', 'firefox']) {
    // One file after the other: browsers on a small machine are slow beside each other, and their times would say nothing.
    // The limit is for a whole file that hangs beyond its own patience; a busy machine takes ten minutes for one of them.
    const args = ['--test', '--test-reporter=spec', '--test-concurrency=1', '--test-timeout=1800000', ...endToEnd.sort()];
    await suite(`end to end in ${browser}`, process.execPath, args, nodeTest, { BROWSER: browser });
  }
}

if (existsSync(env.WHEREFROM_SKIPPED)) {
  const names = [...new Set(readFileSync(env.WHEREFROM_SKIPPED, 'utf8').split('\n').filter(Boolean))];
  console.log(`\nSkipped for want of WHEREFROM_SHARED:\n  ${names.join('\n  ')}`);
  total.skipped += names.length;
  total.passed -= names.length; // to their own harness they had passed
}

const mustRunAll = process.env.CI === 'true' && env.WHEREFROM_SHARED !== undefined;
if (mustRunAll && total.skipped > 0) console.log('\nA skipped test fails this run: it is CI, and everything that tests need is there.');
console.log(`\nAll of it took ${seconds(started)}.`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || (mustRunAll && total.skipped > 0) ? 1 : 0;
