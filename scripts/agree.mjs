// Do the extension and the command read the same blocks of a page? usage: node scripts/agree.mjs FOLDER [-v]
// FOLDER/html/*.html are opened in Chromium with scripts off, and read by the content script's modules and by the command.
// Prints on how many pages the blocks of the article are the same, text for text, and all blocks; with -v where articles differ first.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../tests/e2e/lib/browser.mjs';
import { Engine, initSync } from '../dist/wasm/wherefrom.js';
import { loadModules } from '../tests/e2e/lib/modules.mjs';

const [folder, verbose] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '..');
const command = path.join(root, 'target/release/wherefrom');
const names = readdirSync(path.join(folder, 'html')).filter((name) => name.endsWith('.html')).sort();

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const server = createServer(({ url }, response) => {
  const name = names.find((known) => `/${known}` === url);
  response.writeHead(name ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
  response.end(name ? readFileSync(path.join(folder, 'html', name)) : '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const scratch = mkdtempSync(path.join(tmpdir(), 'wherefrom-'));
writeFileSync(path.join(scratch, 'one.txt'), 'A text that stands for a corpus of one short document and nothing else.\n');
const pack = path.join(scratch, 'one.wfp');
spawnSync(command, ['pack', 'build', path.join(scratch, 'one.txt'), '-o', pack]);

initSync({ module: readFileSync(path.join(root, 'dist/wasm/wherefrom_bg.wasm')) });
const engine = new Engine();
engine.addPack(readFileSync(pack));
function byEngine(page) {
  const check = engine.startCheck(page, undefined, undefined);
  const { blocks } = check.run();
  check.free();
  return blocks;
}

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const article = (blocks) => blocks.filter(({ verdict }) => verdict !== 'furniture').map(({ text }) => plain(text));
const alike = (one, other) => one.length === other.length && one.every((text, index) => text === other[index]);
function byCommand(name) {
  const { stdout } = spawnSync(command, ['check', path.join(folder, 'html', name), '--pack', pack, '--format', 'json'], { encoding: 'utf8', maxBuffer: 256 << 20 });
  return stdout ? JSON.parse(stdout).blocks : [];
}

const browser = await launch();
let sameArticle = 0;
let same = 0;
for (const name of names) {
  await browser.open(`${base}/${name}`);
  await loadModules(browser.page, null);
  const here = byEngine(await browser.page.evaluate(() => window.modules.collect(document).page));
  const told = byCommand(name);
  same += alike(here.map(({ text }) => plain(text)), told.map(({ text }) => plain(text))) ? 1 : 0;
  const [mine, theirs] = [article(here), article(told)];
  if (alike(mine, theirs)) sameArticle += 1;
  else if (verbose) {
    const at = mine.findIndex((text, index) => text !== theirs[index]);
    const first = at < 0 ? mine.length : at;
    console.log(`${name}: ${mine.length} and ${theirs.length} blocks of the article\n  extension: ${(mine[first] ?? '(none)').slice(0, 160)}\n  command:   ${(theirs[first] ?? '(none)').slice(0, 160)}`);
  }
}
console.log(`${sameArticle} of ${names.length} pages have the same article, ${same} the same blocks throughout`);
await browser.close();
server.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
