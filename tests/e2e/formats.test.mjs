// Files of every kind that is read, dropped into the library: their articles are kept, and texts are compared with them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { picture } from './lib/browser.mjs';
import { checkPage, checkText } from './lib/checking.mjs';
import { chooseFiles, keptIn, openLibrary } from './lib/library.mjs';
import { savedBy } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';
import { until } from './lib/wait.mjs';

/** A paragraph of nobody else's for each file. */
const PLACES = ['harbour', 'orchard', 'quarry', 'chapel', 'market', 'station', 'lighthouse', 'foundry', 'meadow', 'library', 'brewery', 'cemetery', 'observatory', 'allotment', 'racecourse'];
const SECOND = 'The council will talk about the money next week, when all of its members are back from the summer, and nobody in the town expects that it will hurry.';
let told = 0;
const paragraph = () => {
  const place = PLACES[told];
  told += 1;
  return `On the ${place} road ${told + 3} people counted the swallows that had come back to the old ${place}, and wrote their number on a slate that hangs behind the ${place} door since the winter of the long frost.`;
};

const texts = [];
const own = () => {
  const text = paragraph();
  texts.push(text);
  return text;
};
const article = () => `<!DOCTYPE html><html><head><title>Swallows</title></head><body><article><p>${own()}</p><p>${SECOND}</p></article></body></html>`;
const zip = (files) => zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text])));
const mail = () => `From: "Gull Letters" <letters@gull.example>\nSubject: Swallows\nDate: Mon, 3 Mar 2031 08:00:00 +0000\n\n${own()}\n\n${SECOND}\n`;
const http = (html) => `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`;
const warc = (body) => `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gull.example/${body.length}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}\r\n\r\n`;

const FILES = {
  'page.html': article(),
  'note.txt': own(),
  'note.md': `---\ntitle: Swallows\n---\n\n${own()}\n\n${SECOND}\n`,
  'lines.jsonl': JSON.stringify({ title: 'Swallows', text: own() }),
  'table.csv': `title,text\nSwallows,"${own()}"\n`,
  'wallabag.json': JSON.stringify([{ title: 'Swallows', url: 'https://gull.example/w', content: `<p>${own()}</p>`, published_by: ['Ines Tern'] }]),
  'item.json': JSON.stringify({ uri: 'urn:gull:1', headlines: [{ role: 'main', value: 'Swallows' }], bodies: [{ role: 'main', value: `<p>${own()}</p>` }] }, null, 2),
  'feed.xml': `<rss version="2.0"><channel><title>Gull</title><item><title>Swallows</title><description>${own()}</description></item></channel></rss>`,
  'item.xml': `<nitf><body><body.head><hedline><hl1>Swallows</hl1></hedline></body.head><body.content><p>${own()}</p></body.content></body></nitf>`,
  'letter.eml': mail(),
  'letters.mbox': `From a@gull.example Mon Mar  3 08:00:00 2031\n${mail()}`,
  'crawl.warc': warc(http(article())),
  'text.docx': zip({ 'word/document.xml': `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${own()}</w:t></w:r></w:p></w:body></w:document>` }),
  'text.odt': zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': `<o:d xmlns:o="o" xmlns:text="t"><text:p>${own()}</text:p></o:d>`, 'meta.xml': '<m/>' }),
  'pages.zip': zip({ 'storage/AB/page.html': article(), 'storage/AB/style.css': 'p {}' }),
};

describe('files of every kind', () => {
  let browser, site, folder;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wherefrom-formats-'));
    for (const [name, content] of Object.entries({ ...FILES, 'refused.pdf': '%PDF-1.7\n' })) writeFileSync(path.join(folder, name), content);
    ({ browser, site } = await launchOnSite());
  });
  after(async () => {
    await closeBoth(browser, site);
    rmSync(folder, { recursive: true, force: true });
  });

  test('are read where they are dropped, and what is no article is told with its reason', async () => {
    await openLibrary(browser);
    const names = [...Object.keys(FILES), 'refused.pdf'];
    await chooseFiles(browser.page, names.map((name) => path.join(folder, name)));
    await keptIn(browser.page, texts.length);
    const refused = await until('the PDF to be told of', () => browser.page.evaluate(() => document.querySelector('.wf-jobs')?.textContent.match(/refused\.pdf[^.]*/)?.[0]));
    assert.match(refused, /refused\.pdf/);
    const job = await browser.page.evaluate(() => document.querySelector('.wf-jobs').innerText);
    assert.match(job, /16 files read: 15 articles, 2 could not be used\./);
    const report = await savedBy(browser.page, () => browser.page.evaluate(() => document.querySelector('.wf-jobs button').click()));
    assert.match(report, /^file,outcome,reason\r\npage\.html,kept: 1,\r\n/);
    assert.match(report, /refused\.pdf,not used,.*is a PDF/);
    await browser.page.screenshot(picture('formats'));
  });

  test('and a text is compared with each of them', async () => {
    await checkPage(browser, `${site.base}/calm.html`);
    const { report } = await checkText(browser, texts.join('\n'));
    const missed = report.blocks.filter(({ verdict }) => verdict !== 'copied').map(({ text, verdict }) => `${verdict}: ${text.slice(0, 60)}`);
    assert.deepEqual(missed, []);
  });

  test('many can be stopped: what was read is kept', async () => {
    const many = 400;
    for (let at = 0; at < many; at += 1) writeFileSync(path.join(folder, `many-${at}.txt`), `Number ${at} of the swallows sat on the wire behind the mill and waited for the wind to turn, as ${at} others had done before it.`);
    await openLibrary(browser);
    await keptIn(browser.page, texts.length);
    await browser.page.evaluate(() => {
      // As soon as some are kept, before the reader could blink.
      new MutationObserver((_, observer) => {
        const button = [...document.querySelectorAll('.wf-jobs button')].find((one) => one.textContent === 'Stop');
        if (!button || !/[1-9]\d* articles? kept/.test(document.querySelector('.wf-jobs').textContent)) return;
        observer.disconnect();
        button.click();
      }).observe(document.querySelector('.wf-jobs'), { subtree: true, childList: true, characterData: true });
    });
    await chooseFiles(browser.page, Array.from({ length: many }, (_, at) => path.join(folder, `many-${at}.txt`)));
    const told = await until('it to stop', () => browser.page.evaluate(() => document.querySelector('.wf-jobs').textContent.match(/Stopped after (\d+) of 400 files\. What was read is kept: (\d+) articles/)));
    assert.equal(told[1], told[2]);
    assert.ok(Number(told[1]) < many);
    await browser.page.screenshot(picture('formats-stopped'));
    const count = await until('the list', () => browser.page.evaluate(() => document.querySelector('.wf-looking + .wf-facts').textContent.match(/^(\d+) articles/)?.[1]));
    assert.equal(Number(count), texts.length + Number(told[2]));
  });
});
