// Do the extension and the command read the same of a page? usage: node scripts/agree.mjs FOLDER [-v]
// FOLDER/html/*.html are opened in Chromium with scripts off, and read by the content script's modules and by the command.
// Prints on how many pages the blocks of the article are the same, text for text, and all blocks, and each of what the page says of
// itself; with -v where they differ first.
//
// What may differ, and why:
// - title: a browser has it on one line, and is compared so;
// - times: their blocks, where the blocks differ; those that only a style sheet hides, which a file does not have; those in parts of the
//   page that a script would put in their places, which the command takes for seen; a text with signs beyond the first plane where it is cut;
// - canonical, licences: how an address is written ("https://Tern.example" has a slash behind it in a browser), and is compared without;
// - meta, json_ld: those in shadow trees, which a document does not list and the command reads with the rest.
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

const asAddress = (text) => (URL.canParse(text) ? new URL(text).href : text);

/** What a page says of itself, as far as both can know it. */
const SAYINGS = {
  title: ({ title }) => plain(title ?? ''),
  lang: ({ lang }) => lang ?? null,
  canonical: ({ canonical }) => asAddress(canonical ?? ''),
  meta: ({ meta }) => meta.map(([name, content]) => [name, name === 'license' ? asAddress(content) : content]),
  json_ld: ({ json_ld: scripts }) => scripts,
  times: ({ times }) => times.map(({ datetime, text, hint }) => [datetime, plain(text), plain(hint)]),
};
const saying = Object.fromEntries(Object.keys(SAYINGS).map((name) => [name, 0]));
function collectedByCommand(name) {
  const url = `${base}/${name}`;
  const { stdout } = spawnSync(command, ['eval', 'collected', path.join(folder, 'html', name), '--url', url], { encoding: 'utf8', maxBuffer: 256 << 20 });
  return stdout ? JSON.parse(stdout) : null;
}
function compareSayings(name, here) {
  const there = collectedByCommand(name);
  if (!there) return;
  for (const [key, of] of Object.entries(SAYINGS)) {
    const [mine, theirs] = [of(here), of(there)].map((value) => JSON.stringify(value));
    if (mine === theirs) saying[key] += 1;
    else if (verbose) {
      let at = 0;
      while (mine[at] === theirs[at]) at += 1;
      const from = Math.max(0, at - 40);
      console.log(`${name}: ${key}\n  extension: ${mine.slice(from, from + 160)}\n  command:   ${theirs.slice(from, from + 160)}`);
    }
  }
}

const browser = await launch();
let sameArticle = 0;
let same = 0;
for (const name of names) {
  await browser.open(`${base}/${name}`);
  await loadModules(browser.page, null);
  const collected = await browser.page.evaluate(() => window.modules.collect(document).page);
  compareSayings(name, collected);
  const here = byEngine(collected);
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
console.log(`${sameArticle} of ${names.length} pages have the same article, ${same} the same blocks throughout; ${Object.entries(saying).map(([key, count]) => `${key} ${count}`).join(', ')}`);
await browser.close();
server.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
