// Texts that are no article of a page: given in the panel, selected, or written in a field of the page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browserName, picture } from './lib/browser.mjs';
import { another, checkPage } from './lib/checking.mjs';
import { readMarks, waitForMarks } from './lib/marks.mjs';
import { panelIn, readPanel, readState, untilTold } from './lib/panel.mjs';
import { closeBoth, launchOnSite } from './lib/suite.mjs';

/** Of the invented news, and a paragraph of nobody's. */
const COPIED = 'It is the second grounding on the Cobbler Bank in four years. In 2021 a gravel carrier spent nine days on the same sands, and a report by the Marine Inquiry Office called for the channel to be dredged every spring. The harbour authority said that the work had been carried out in 2022 and 2023 but was put off last year because of cost.';
const OWN = 'We had nothing to do with any of it, and went home by the late bus along the shore road.';

describe('texts in the place of a page', () => {
  let browser, site, panel;
  before(async () => ({ browser, site } = await launchOnSite()));
  after(() => closeBoth(browser, site));

  test('a text that is given in the panel is compared, and the page can be checked again', async () => {
    await checkPage(browser, `${site.base}/calm.html`);
    panel = await browser.panel();
    await waitForMarks(browser.page);
    await panel.click('.wf-give-text button');
    await panelIn(panel, 'text');
    await panel.evaluate((text) => { document.querySelector('#wf-text').value = text; }, `${OWN}\n\n${COPIED}\n`);
    await browser.screenshot(picture('texts-form'));
    const { report } = await another(browser, () => panel.click('.wf-text-form .wf-primary'));
    assert.deepEqual(report.blocks.map(({ verdict }) => verdict), ['original', 'copied']);
    const { text } = await readPanel(panel);
    assert.match(text, /The text that you gave was compared/);
    assert.doesNotMatch(text, /Keep this article/);
    assert.deepEqual(await readMarks(browser.page), [], 'the marks of the page are none of this text');
    await browser.screenshot(picture('texts-given'));
    // What becomes of the page changes nothing.
    await browser.open(`${site.base}/bells.html`);
    assert.equal((await readState(panel)).status, 'checked');
    const page = await another(browser, () => browser.clickToolbarButton());
    assert.match(page.report.page.title, /Bells/);
  });

  test('Escape goes back to what was shown', async () => {
    await panelIn(panel, 'checked');
    await panel.click('.wf-give-text button');
    await panelIn(panel, 'text');
    await panel.press('Escape');
    const { text } = await panelIn(panel, 'checked');
    assert.match(text, /Keep this article/);
  });

  /** No driver drags a file from a desktop: the event that the browser makes of it is made here. */
  const drop = (name, content) => panel.evaluate((fileName, text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], fileName));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, name, content);

  test('a file that is dropped on the panel is compared, with what it says of itself', async () => {
    const lines = [{ title: 'Twice', publisher: 'Lower Ostrel Post', published: '2025-03-20', text: `${OWN}\n${COPIED}` }, { text: OWN }].map((line) => JSON.stringify(line));
    const { report } = await another(browser, () => drop('twice.jsonl', lines.join('\n')));
    assert.deepEqual(report.blocks.map(({ verdict }) => verdict), ['original', 'copied']);
    assert.deepEqual([report.page.title, report.page.publisher, report.page.published], ['Twice', 'Lower Ostrel Post', '2025-03-20']);
    assert.equal(report.sources[0].direction, 'earlier');
    const { text } = await readPanel(panel);
    assert.match(text, /The file that you dropped here was compared/);
    assert.match(text, /It holds one more article, not compared/);
    await browser.screenshot(picture('texts-file'));
    await drop('empty.jsonl', '{"title": "nothing"}');
    await untilTold(panel, /empty\.jsonl holds no article/);
    assert.equal((await readPanel(panel)).state, 'checked', 'what was shown stays');
  });

  // Menus are the browser's own, which no driver reaches: their work is asked for in the background itself, which Firefox lets nobody reach.
  const inChromium = browserName === 'chromium' ? test : () => undefined;

  inChromium('what is selected, and what is written in a field or on the page, is compared', async () => {
    await browser.open(`${site.base}/form.html`);
    await browser.clickToolbarButton();
    await panelIn(panel, 'no-article');
    await browser.page.evaluate((copied, own) => {
      const field = document.createElement('textarea');
      const free = document.createElement('div');
      free.contentEditable = 'true';
      free.innerHTML = '<p></p><p></p>';
      [free.children[0].textContent, free.children[1].textContent] = [copied, own];
      field.value = `${own}\n${copied}`;
      document.body.prepend(field, free);
      // A page names its elements as it likes.
      const form = document.createElement('form');
      form.name = 'activeElement';
      document.body.append(form);
    }, COPIED, OWN);
    for (const [what, focus, verdicts] of [
      ['draft', () => document.querySelector('textarea').focus(), ['original', 'copied']],
      ['draft', () => document.querySelector('[contenteditable]').focus(), ['copied', 'original']],
      ['selection', () => {
        Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement').get.call(document).blur();
        getSelection().selectAllChildren(document.querySelector('[contenteditable] p'));
      }, ['copied']],
      // Of a field a part, and of what is hidden while it is typed nothing.
      ['selection', () => {
        const field = document.querySelector('textarea');
        field.focus();
        field.setSelectionRange(0, 10);
      }, ['original']],
      ['draft', () => {
        const secret = document.createElement('input');
        secret.type = 'password';
        secret.value = 'a word that nobody is to see';
        document.body.prepend(secret);
        secret.focus();
      }, []],
    ]) {
      await browser.page.evaluate(focus);
      const { report } = await another(browser, () => browser.inBackground(async (from) => {
        const [tab] = await chrome.tabs.query({ active: true });
        chrome.contextMenus.onClicked.dispatch({ menuItemId: `compare-${from}`, frameId: 0 }, tab);
      }, what));
      assert.deepEqual(report.blocks.map(({ verdict }) => verdict), verdicts, what);
    }
  });
});
