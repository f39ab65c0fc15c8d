// The content script's modules alone in real browsers: what they read, where they paint, and how much they do for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch, picture } from './lib/browser.mjs';
import { loadModules } from './lib/modules.mjs';
import { openSite } from './lib/site.mjs';

const listed = (name) => JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../collect', name), 'utf8'));
const cases = listed('cases.json');
const sayings = listed('metadata.json');

describe('content modules', () => {
  let browser, site;
  before(async () => {
    site = await openSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });
  const load = async (markup) => {
    await browser.open(`${site.base}/form.html`);
    await loadModules(browser.page, markup);
  };
  const read = () => browser.page.evaluate(() => {
    const { page, hiddenInWords } = window.modules.collect(document);
    return { texts: page.blocks.map(({ text }) => text), hiddenInWords, title: page.title, url: page.url };
  });

  test('read a page whose elements are named like properties', async () => {
    const names = ['nextSibling', 'parentNode', 'parentElement', 'firstChild', 'nodeType', 'localName', 'getAttribute', 'hasAttribute', 'checkVisibility',
      'getBoundingClientRect', 'textContent', 'ownerDocument', 'isConnected', 'scrollIntoView'];
    await load(`<p>Before.</p><form>${names.map((name) => `<input name="${name}">`).join('')}<p>One.</p><p>Two <a href="/x">linked</a>.</p></form><p>After.</p>
      ${['body', 'title', 'URL', 'querySelector', 'querySelectorAll', 'documentElement', 'createRange', 'contentType', 'defaultView', 'visibilityState', 'caretPositionFromPoint', 'addEventListener', 'baseURI']
        .map((name) => `<img name="${name}" alt="">`).join('')}`);
    assert.deepEqual((await read()).texts, ['Before.', 'One.', 'Two linked.', 'After.']);
    const painted = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const painter = new Painter(window);
      painter.paint(collect(document).blocks, [1, 2].map((block) => ({ block, start: 0, end: 3, kind: 'copied' })));
      painter.select(2);
      painter.check({ changed: true });
      const words = [];
      CSS.highlights.forEach((highlight) => highlight.forEach((range) => words.push(range.toString())));
      return { words, found: painter.place(1) !== null, ...painter.counts };
    });
    assert.deepEqual(painted, { words: ['One', 'Two', 'Two linked.'], found: true, marks: 2, refused: 0 });
  });

  test('read the words that are seen, whatever stands hidden in them, and mark these', async () => {
    await load(`<style>.gone { position: absolute; left: -9999px } .clip { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }</style>
      <p>The fer<span style="display:none">xq</span>ry hit<span hidden>zz</span>s the b<span style="font-size:0">kk</span>ank of the riv<span class="gone">vv</span>er at n<b class="clip">ww</b>ight<i style="visibility:hidden">jj</i>fall<span style="opacity:0">yy</span>ing.</p>
      <p>A note <span class="clip">(for screen readers)</span> stands here.</p><p hidden>Folded away, with <b>bold</b> words.</p>`);
    const { texts, hiddenInWords } = await read();
    assert.deepEqual(texts, ['The ferry hits the bank of the river at nightfalling.', 'A note  stands here.', 'Folded away, with bold words.']);
    assert.equal(hiddenInWords, 7);
    const marked = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const { blocks } = collect(document);
      const painter = new Painter(window);
      const at = (words) => ({ block: 0, start: blocks[0].text.indexOf(words), end: blocks[0].text.indexOf(words) + words.length, kind: 'copied' });
      painter.paint(blocks, [at('ferry'), at('bank')]);
      const words = [];
      CSS.highlights.forEach((highlight) => highlight.forEach((range) => words.push(range.toString())));
      return { words, ...painter.counts };
    });
    assert.deepEqual(marked, { words: ['fer', 'ry', 'b', 'ank'], marks: 2, refused: 0 });
  });

  // The command is held to the same list, by crates/inputs/tests/collect.rs.
  for (const { name, html, blocks, browser: here, hidden, browser_hidden: hiddenHere } of cases) {
    test(`read what is listed: ${name}`, async () => {
      await load('');
      const read = await browser.page.evaluate((markup) => {
        document.body.setHTMLUnsafe(markup);
        return window.modules.collect(document).page.blocks.map(({ text, hidden }) => [text.trim(), hidden]);
      }, html);
      assert.deepEqual(read.map(([text]) => text), here ?? blocks);
      assert.deepEqual(read.flatMap(([, isHidden], at) => (isHidden ? [at] : [])), hiddenHere ?? hidden ?? []);
    });
  }

  for (const { name, lang, head, body, says, browser: here } of sayings) {
    test(`read what a page says of itself: ${name}`, async () => {
      await load('');
      const read = await browser.page.evaluate(({ lang, head, body }) => {
        const root = document.documentElement;
        if (lang) root.setAttribute('lang', lang);
        else root.removeAttribute('lang');
        root.setHTMLUnsafe(`<head>${head}</head><body>${body}</body>`);
        const { page } = window.modules.collect(document);
        const times = page.times.map(({ block, datetime, text, hint }) => [block, datetime, text, hint.trim()]);
        return { title: page.title, lang: page.lang, canonical: page.canonical, meta: page.meta, json_ld: page.json_ld, times };
      }, { lang, head, body });
      assert.deepEqual(read, { ...says, ...here });
    });
  }

  test('tell what covers most of a page and is no text of it', async () => {
    const covered = async (markup) => {
      await load(markup);
      return browser.page.evaluate(() => window.modules.coveredBy(document));
    };
    const large = 'style="display:block;width:95vw;height:90vh"';
    assert.equal(await covered('<p>Words.</p>'), null);
    // A page in a frame is of no origin that may be read, unless it is the page's own.
    assert.equal(await covered(`<p>Words.</p><iframe ${large} name="getBoundingClientRect" sandbox></iframe>`), 'frame');
    assert.equal(await covered(`<p>Words.</p><iframe ${large} srcdoc="Here"></iframe>`), null);
    assert.equal(await covered(`<svg ${large}></svg>`), 'picture');
    assert.equal(await covered('<iframe style="width:10vw;height:10vh"></iframe>'), null);
    assert.equal(await covered(`<div hidden><iframe ${large}></iframe></div>`), null);
  });

  test('mark words of a shadow tree, and what is put into its slots', async () => {
    await load('');
    const marked = await browser.page.evaluate(() => {
      document.body.setHTMLUnsafe('<x-story><p slot="lead">The lead.</p>The rest.<template shadowrootmode="open"><slot name="lead"></slot><p>In the <b>shade</b> of <slot></slot></p></template></x-story>');
      const { collect, Painter } = window.modules;
      const { blocks } = collect(document);
      const painter = new Painter(window);
      painter.paint(blocks, blocks.map(({ text }, block) => ({ block, start: 0, end: text.length, kind: 'copied' })));
      const words = [];
      CSS.highlights.forEach((highlight) => highlight.forEach((range) => words.push(range.toString())));
      return { words, ...painter.counts };
    });
    assert.deepEqual(marked, { words: ['The lead.', 'In the shade of ', 'The rest.'], marks: 2, refused: 0 });
  });

  test('read a page again only when it has changed, and ever less often', async () => {
    await load('<p id="lost">This one goes.</p><p>This one stays.</p><p id="ticker">0</p>');
    const work = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const painter = new Painter(window);
      painter.paint(collect(document).blocks, [0, 1].map((block) => ({ block, start: 0, end: 4, kind: 'copied' })));
      document.querySelector('#lost').remove();
      const before = { ...painter.work };
      let now = 1_000_000;
      painter.check({ changed: true, now });
      const first = painter.work.reads - before.reads;
      // Looked at every second for ten minutes: nothing has changed.
      for (let second = 0; second < 600; second += 1) painter.check({ now: (now += 1000) });
      const still = painter.work.reads - before.reads;
      // And for ten minutes in which something changes all the time.
      for (let second = 0; second < 600; second += 1) painter.check({ changed: true, now: (now += 1000) });
      return { first, still, restless: painter.work.reads - before.reads, paints: painter.work.paints - before.paints };
    });
    assert.equal(work.first, 1);
    assert.equal(work.still, 1, 'what has not changed is not read');
    assert.ok(work.restless <= 20, `${work.restless} reads in 600 looks`);
    assert.equal(work.paints, 1, 'the paragraph that is gone is taken off, and no other is painted');
  });

  test('find a paragraph that comes back, and leave the others alone', async () => {
    await load('<p id="lost">This one goes.</p><p>This one stays.</p>');
    const { paints, words } = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const painter = new Painter(window);
      painter.paint(collect(document).blocks, [0, 1].map((block) => ({ block, start: 0, end: 8, kind: 'copied' })));
      const [lost] = document.querySelectorAll('#lost');
      const before = painter.work.paints;
      lost.remove();
      painter.check({ changed: true, now: 1000 });
      document.body.append(lost.cloneNode(true));
      painter.check({ changed: true, now: 2000 });
      const found = [];
      CSS.highlights.forEach((highlight) => highlight.forEach((range) => found.push(range.toString())));
      return { paints: painter.work.paints - before, words: found.sort() };
    });
    assert.deepEqual(words, ['This one', 'This one']);
    assert.equal(paints, 2, 'taken off and put on');
  });

  test('give the mark of a paragraph that stands to no twin of it', async () => {
    await load('<p id="a">Said twice.</p><p id="b">Said twice.</p>');
    const stands = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const painter = new Painter(window);
      // The second is marked; the first is rendered anew, behind it.
      painter.paint(collect(document).blocks, [{ block: 1, start: 0, end: 4, kind: 'copied' }, { block: 0, start: 5, end: 10, kind: 'quoted' }]);
      const [a] = document.querySelectorAll('#a');
      a.remove();
      const twin = a.cloneNode(true);
      twin.id = 'twin';
      document.body.append(twin);
      painter.check({ changed: true });
      const found = [];
      CSS.highlights.forEach((highlight, name) => highlight.forEach((range) => found.push([name.split('-')[1], range.startContainer.parentNode.id])));
      return found.sort();
    });
    assert.deepEqual(stands, [['copied', 'b'], ['quoted', 'twin']]);
  });

  test('paint one paragraph when one is chosen, over the marks', async () => {
    await load(Array.from({ length: 500 }, (_, at) => `<p>Paragraph ${at} has words.</p>`).join(''));
    const { paints, layers } = await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      const painter = new Painter(window);
      painter.paint(collect(document).blocks, Array.from({ length: 500 }, (_, block) => ({ block, start: 0, end: 9, kind: 'copied' })));
      const before = painter.work.paints;
      painter.select(7);
      painter.select(8);
      painter.check();
      const found = [];
      CSS.highlights.forEach((highlight, name) => found.push([name.split('-')[1], highlight.size, highlight.priority]));
      return { paints: painter.work.paints - before, layers: found.sort() };
    });
    assert.equal(paints, 2);
    assert.deepEqual(layers, [['copied', 500, 1], ['selected', 1, 2]]);
  });

  test('paint anew where the ground has changed, and nowhere else', async () => {
    await load('<div id="card"><p>In a card.</p></div><p>On the page.</p>');
    const names = () => browser.page.evaluate(() => [...CSS.highlights.keys()].sort());
    await browser.page.evaluate(() => {
      const { collect, Painter } = window.modules;
      document.body.style.cssText = 'background: white; color: black';
      window.painter = new Painter(window);
      window.painter.paint(collect(document).blocks, [0, 1].map((block) => ({ block, start: 0, end: 2, kind: 'copied' })));
    });
    assert.deepEqual(await names(), ['wherefrom-copied']);
    const paints = await browser.page.evaluate(() => {
      document.querySelector('#card').style.cssText = 'background: black; color: white';
      const before = window.painter.work.paints;
      window.painter.recolour();
      window.painter.recolour();
      return window.painter.work.paints - before;
    });
    assert.equal(paints, 1);
    assert.deepEqual(await names(), ['wherefrom-copied', 'wherefrom-copied-dark']);
    await browser.page.screenshot(picture('modules'));
  });

  test('watch the text, and tell a change of it from a look', async () => {
    await load('<p>Words.</p>');
    const looks = await browser.page.evaluate(() => new Promise((resolve) => {
      const stop = window.modules.watch(window, {
        look(changed) {
          if (!changed) return;
          stop();
          resolve('changed');
        },
        recoloured() {},
      });
      document.querySelector('p').firstChild.data = 'Other words.';
    }));
    assert.equal(looks, 'changed');
  });
});
