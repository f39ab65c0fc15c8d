// What changed on a page since its article was kept: silent edits.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture } from './lib/browser.mjs';
import { another } from './lib/checking.mjs';
import { keepArticle, panelIn } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';

describe('what changed since an article was kept', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  const check = async (edit) => {
    const state = await another(browser, async () => {
      await browser.open(`${site.base}/news/heat-network-hopes.html`);
      if (edit) await browser.page.evaluate(edit);
      await browser.clickToolbarButton();
    });
    panel = await browser.panel();
    return state;
  };

  test('a silent edit is told: which paragraphs, which facts, what is new and what is gone', async () => {
    const first = await check();
    assert.equal(first.keeping.before, null);
    await keepArticle(panel);
    const same = await check();
    assert.deepEqual([same.keeping.kept !== null, same.keeping.before], [true, null]);
    const edited = await check(() => {
      const paragraphs = [...document.querySelectorAll('article p, main p')].filter((p) => p.textContent.split(' ').length > 25);
      const changed = paragraphs.find((p) => /\d{2,}/.test(p.textContent));
      const text = document.createTreeWalker(changed, NodeFilter.SHOW_TEXT);
      while (text.nextNode()) {
        if (!/\d{2,}/.test(text.currentNode.data)) continue;
        text.currentNode.data = text.currentNode.data.replace(/\d[\d,.]*\d/, '4711');
        break;
      }
      const [gone, other] = paragraphs.filter((p) => p !== changed).slice(-2);
      gone.remove();
      const added = document.createElement('p');
      added.textContent = 'A spokesman for the allotments said on Friday that nobody had asked the bees, which had wintered badly and would swarm when they pleased.';
      other.before(added);
    });
    assert.equal(edited.keeping.kept, null);
    assert.ok(edited.keeping.before);
    await browser.screenshot(picture('changes-told'));
    await panel.evaluate(() => [...document.querySelectorAll('.wf-keeping button')].at(-1).click());
    await panelIn(panel, 'changes');
    const told = await panel.evaluate(() => ({
      text: document.body.innerText, titles: [...document.querySelectorAll('.wf-panel .wf-title')].map((title) => title.textContent),
      items: [...document.querySelectorAll('.wf-changes > li')].length, focus: document.activeElement?.className,
    }));
    assert.deepEqual(told.titles, ['Changed', 'New', 'Gone']);
    assert.match(told.text, /1 paragraph changed, 1 new, 1 gone/);
    assert.match(told.text, /Number: “[\d,.]+” in the source, “4711” here/);
    assert.match(told.text, /nobody had asked the bees/);
    assert.equal(told.items, 3);
    assert.equal(told.focus, 'wf-headline');
    await browser.screenshot(picture('changes'));
    await panel.click('.wf-message .wf-button');
    await panelIn(panel, 'checked');
  });
});
