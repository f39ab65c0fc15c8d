// The content script and the command collect a page by the same rules, so both see the same article and say the same of its
// paragraphs, word for word. Around it the browser may see more blocks, since it knows the style sheets.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { panelIn, readState } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const news = readdirSync(path.join(root, 'www/news')).filter((name) => name.endsWith('.html') && name !== 'index.html');

/** The command's report on a page, against the packs that the extension carries. */
function checkByCommand(name) {
  const packs = readdirSync(path.join(root, 'dist/packs')).filter((pack) => pack.endsWith('.wfp')).sort();
  const args = ['check', `www/news/${name}`, ...packs.flatMap((pack) => ['--pack', `dist/packs/${pack}`]), '--format', 'json'];
  const { status, stdout, stderr } = spawnSync('target/release/wherefrom', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** What a report says of the article, without offsets, which count other units. */
const said = ({ page, summary, blocks, sources }) => ({
  page,
  headline: summary.headline,
  blocks: blocks.filter(({ verdict }) => verdict !== 'furniture').map(({ verdict, reason, credit, text }) => ({ verdict, reason, credit, text })),
  sources: sources.map(({ id, direction, shared_words: words }) => ({ id, direction, words })),
});

describe('the extension and the command', () => {
  let browser, site;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  for (const name of news) {
    test(`say the same of ${name}`, async () => {
      await browser.open(`${site.base}/news/${name}`);
      await browser.clickToolbarButton();
      const panel = await browser.panel();
      await panelIn(panel, 'checked');
      const { report } = await readState(panel);
      assert.deepEqual(said(report), said(checkByCommand(name)));
    });
  }
});
