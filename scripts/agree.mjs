// Do the extension and the command read the same blocks of a page? usage: node scripts/agree.mjs FOLDER [-v]
// FOLDER/html/*.html are opened in Chromium with scripts off, and read by the content script's modules and by the command.
// Prints how many pages are the same, text for text, and with -v where the others differ first.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../tests/e2e/lib/browser.mjs';
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

const plain = (text) => text.replace(/\s+/g, ' ').trim();
function byCommand(name) {
  const { stdout } = spawnSync(command, ['check', path.join(folder, 'html', name), '--pack', pack, '--format', 'json'], { encoding: 'utf8', maxBuffer: 256 << 20 });
  return stdout ? JSON.parse(stdout).blocks.map(({ text }) => plain(text)) : [];
}

const browser = await launch();
let same = 0;
let read = 0;
for (const name of names) {
  await browser.open(`${base}/${name}`);
  await loadModules(browser.page, null);
  const here = await browser.page.evaluate(() => window.modules.collect(document).page.blocks.map(({ text }) => text)).catch((error) => [String(error)]);
  const seen = here.map(plain);
  const told = byCommand(name);
  read += 1;
  const at = seen.findIndex((text, index) => text !== told[index]);
  if (at < 0 && seen.length === told.length) same += 1;
  else if (verbose) {
    const first = at < 0 ? seen.length : at;
    console.log(`${name}: ${seen.length} and ${told.length} blocks\n  extension: ${(seen[first] ?? '(none)').slice(0, 160)}\n  command:   ${(told[first] ?? '(none)').slice(0, 160)}`);
  }
}
console.log(`${same} of ${read} pages are read alike`);
await browser.close();
server.close();
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
