// How long a reader waits: from the click on the toolbar button until a frame with the marks has been painted.
import { panelIn, readState } from './panel.mjs';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Opens the page, clicks, and gives back milliseconds: `painted` as the page saw it, `engine` as the extension did. */
async function measure(browser, url) {
  await browser.open(url);
  await browser.page.evaluate(() => {
    window.painted = new Promise((resolve) => {
      const look = () => {
        if (![...CSS.highlights.keys()].some((name) => name.startsWith('wherefrom-'))) return requestAnimationFrame(look);
        // The marks were there when this frame began; a message that it posts comes after it has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(Date.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  });
  const clicked = await browser.clickToolbarButton();
  const painted = (await browser.page.evaluate(() => window.painted)) - clicked;
  const panel = await browser.panel();
  await panelIn(panel, 'checked');
  const { timing, report } = await readState(panel);
  return { painted, engine: timing.engine, words: report.summary.words };
}

/** Medians of `rounds`, and the best of them: cold starts with no worker and no panel, warm finds both as the click before left them. */
export async function measureClicks(browser, url, rounds = 10) {
  const runs = { cold: [], warm: [] };
  // The very first start also fills the browser's own caches, which a reader's browser has filled long ago.
  await measure(browser, url);
  for (let round = 0; round < rounds; round += 1) {
    await browser.closePanel();
    await browser.stopBackground();
    runs.cold.push(await measure(browser, url));
    runs.warm.push(await measure(browser, url));
  }
  const summary = (list) => {
    const [painted, engine] = [list.map((run) => run.painted), list.map((run) => run.engine)];
    return { painted: median(painted), engine: median(engine), best: { painted: Math.min(...painted), engine: Math.min(...engine) } };
  };
  return { rounds, words: runs.warm[0].words, cold: summary(runs.cold), warm: summary(runs.warm) };
}

/** The measurement as lines to print. */
export function tell(name, { rounds, words, cold, warm }) {
  const line = (what, { painted, engine, best }) =>
    `  ${what}: click to painted ${painted.toFixed(0)} ms, of which the engine ${engine.toFixed(1)} ms (at best ${best.painted.toFixed(0)} and ${best.engine.toFixed(1)})`;
  return [`${name}, a page of ${words} words, median of ${rounds}`, line('cold', cold), line('warm', warm)].join('\n');
}
