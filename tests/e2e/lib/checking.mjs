// Checks as a reader asks for them, each with the state of the tab that it leads to.
import { panelIn, readPanel, readState } from './panel.mjs';
import { until } from './wait.mjs';

/** Does what begins a check, and waits until its report stands in the panel. */
export async function another(browser, act) {
  const before = (await browser.panelIsOpen()) ? (await readState(await browser.panel())).check : null;
  await act();
  const panel = await browser.panel();
  return until('another check', async () => {
    const state = await readState(panel);
    return state.status === 'checked' && state.check !== before && (await readPanel(panel)).check === state.check && state;
  });
}

/** Opens a page and checks it. */
export const checkPage = (browser, address) => another(browser, async () => {
  await browser.open(address);
  await browser.clickToolbarButton();
});

/** Compares a text in the place of the page beside the panel, which shows a report. */
export const checkText = (browser, text) => another(browser, async () => {
  const panel = await browser.panel();
  await panel.click('.wf-text-link');
  await panelIn(panel, 'text');
  await panel.evaluate((given) => { document.querySelector('#wf-text').value = given; }, text);
  await panel.click('.wf-text-form .wf-primary');
});

/** Opens pages in tabs behind the one in front, and waits until they are loaded. */
export async function openBehind(panel, addresses) {
  await panel.evaluate(async (urls) => {
    for (const url of urls) await chrome.tabs.create({ url, active: false });
  }, addresses);
  await until('them to be loaded', () => panel.evaluate(async () => (await chrome.tabs.query({ currentWindow: true })).every(({ status }) => status === 'complete')));
}
