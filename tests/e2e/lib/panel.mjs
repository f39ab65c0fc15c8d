// What stands in the panel, as a reader would read it, and the state behind it.
import { until } from './wait.mjs';

/** The panel's content. `state` is "checked" where it shows a report; other states have their heading as `headline`. */
export function readPanel(panel) {
  return panel.evaluate(() => {
    const text = (element, selector) => element.querySelector(selector)?.textContent ?? null;
    const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
    const barWidth = document.querySelector('.wf-bar')?.getBoundingClientRect().width ?? 0;
    return {
      state: document.querySelector('.wf-panel')?.dataset.state ?? null,
      check: document.querySelector('.wf-panel')?.dataset.check ?? null,
      text: document.body.innerText,
      headline: text(document, '.wf-headline'),
      segments: all('.wf-segment', (segment) => ({
        verdict: segment.className.replace('wf-segment wf-segment-', ''),
        share: segment.getBoundingClientRect().width / barWidth,
      })),
      legend: all('.wf-legend li', (item) => ({ word: text(item, '.wf-word'), paragraphs: text(item, '.wf-paragraphs'), share: text(item, '.wf-share') })),
      sources: all('.wf-card', (card) => ({ title: text(card, '.wf-card-title'), link: card.querySelector('.wf-card-title a')?.href ?? null, text: card.innerText })),
      folded: all('.wf-fold', (fold) => fold.textContent),
      rows: all('.wf-item:has(.wf-row)', (item) => ({
        controls: item.querySelector('.wf-row').getAttribute('aria-controls'),
        word: text(item, '.wf-word'),
        firstWords: text(item, '.wf-first-words'),
        facts: [...item.querySelectorAll('.wf-fact')].map((fact) => fact.textContent),
        open: item.querySelector('.wf-row').getAttribute('aria-expanded') === 'true',
      })),
      inserted: all('.wf-open ins:not(.wf-key *)', (element) => element.textContent),
      deleted: all('.wf-open del:not(.wf-key *)', (element) => element.textContent),
      comparison: text(document, '.wf-open .wf-comparison'),
    };
  });
}

/** The panel's content as soon as it is in that state; where it shows a report, that of the tab's latest check. */
export async function panelIn(panel, state) {
  let last = null;
  try {
    return await until(`the panel's state "${state}"`, async () => {
      last = await readPanel(panel);
      if (last.state !== state) return false;
      return (last.check === null || last.check === (await readState(panel))?.check) && last;
    });
  } catch (error) {
    error.message += `; it is "${last?.state}": ${last?.text}; remembered: ${(await readState(panel))?.status}`;
    throw error;
  }
}

/** Lists the paragraphs that are folded into one line. */
export const unfold = (panel) => panel.evaluate(() => {
  for (const fold of document.querySelectorAll('.wf-fold')) fold.click();
});

/** What the background says of the tab in front: its status, the report with its timing, or why there is none. */
export function readState(panel) {
  return panel.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const { ok } = await chrome.runtime.sendMessage({ type: 'view', tab: tab.id });
    return ok.status === 'checked' ? { ...ok, ...ok.checked } : ok;
  });
}

/** Forgets what is known of every tab, so that the next state is not taken for the last one. */
export const forgetAll = (panel) => panel.evaluate(() => chrome.storage.session.clear());

/** The selector of the row of a paragraph that begins with these words; it can be clicked. */
export async function rowOf(panel, starts) {
  const rows = (await readPanel(panel)).rows;
  const at = rows.findIndex(({ firstWords }) => firstWords.startsWith(starts));
  if (at < 0) throw new Error(`no paragraph in the panel begins with "${starts}": ${rows.map(({ firstWords }) => firstWords.slice(0, 20)).join(' | ')}`);
  return `.wf-row[aria-controls="${rows[at].controls}"]`;
}

/** The panel's text as soon as it has these words. */
export const untilTold = (panel, words) => until(`the panel to say ${words}`, async () => {
  const { text } = await readPanel(panel);
  return words.test(text) && text;
});

/** Keeps the article that the panel shows the report of. */
export async function keepArticle(panel) {
  await untilTold(panel, /Later pages are compared with it/);
  await panel.click('.wf-keeping button');
  await untilTold(panel, /Kept \d/);
}

/** The text of the file that the page gives the reader when this is done on it. */
export async function savedBy(page, act) {
  await page.evaluate(() => {
    window.saved = new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        resolve(blob.text());
        return 'data:,';
      };
    });
  });
  await act();
  return page.evaluate(() => window.saved);
}
