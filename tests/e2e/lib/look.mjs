// What the README's picture shows: an invented reprint with its marks, and the panel with the finding and one difference open.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readMarks, waitForMarks } from './marks.mjs';
import { panelIn, rowOf } from './panel.mjs';
import { until } from './wait.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

export const REPRINT = 'news/skippers-lift-passengers-off-ferry.html';
/** A paragraph of it in which the reprint changed a number. */
export const CHANGED = 'Fishing boats from the inner harbour';
/** High enough for the panel from its headline to the difference. */
export const WINDOW = { width: 1320, height: 2300 };

/** Checks the reprint, which the tab shows, and opens the changed paragraph. Gives back the panel, at its head. */
export async function openDifference(browser) {
  // Without gentle scrolling a place that was reached is the end of it.
  await browser.page.dress({ still: true });
  await browser.clickToolbarButton();
  await waitForMarks(browser.page);
  const panel = await browser.panel();
  await panelIn(panel, 'checked');
  await panel.click(await rowOf(panel, CHANGED));
  await until('the comparison', () => panel.evaluate(() => document.querySelector('.wf-open ins') !== null));
  await until('the chosen paragraph to be marked', async () => (await readMarks(browser.page)).some(({ kind }) => kind === 'selected'));
  await panel.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  return panel;
}

/** The style sheets that the picture is made with. */
const SHEETS = ['palette.css', 'base.css', 'forms.css', 'panel.css', 'comparison.css', 'marks.css', 'marks-author.css'];

/**
 * All that the picture's look follows from, as a digest: the panel's elements and words, the marks, and the style sheets of both.
 * No pixels: these are other ones on every machine.
 */
export async function digestOfLook(browser, panel) {
  const elements = await panel.evaluate(() => {
    const copy = document.querySelector('.wf-panel').cloneNode(true);
    // What is another one at every run.
    delete copy.dataset.check;
    for (const paragraph of copy.querySelectorAll('.wf-footer p')) if (/ ms/.test(paragraph.textContent)) paragraph.remove();
    return copy.outerHTML;
  });
  const sheets = SHEETS.map((name) => readFileSync(path.join(root, 'dist/chromium', name), 'utf8'));
  const page = readFileSync(path.join(root, 'www', REPRINT), 'utf8');
  return createHash('sha256').update(JSON.stringify([elements, await readMarks(browser.page), sheets, page])).digest('hex');
}
