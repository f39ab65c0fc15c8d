// What every suite begins and ends with: a browser with the extension, and the pages that it opens.
import { launch } from './browser.mjs';
import { openSite } from './site.mjs';

/** Opens both; `options` are the browser's. */
export async function launchOnSite(options) {
  return { site: await openSite(), browser: await launch(options) };
}

/** Closes what was opened, also where one of the two never was. */
export async function closeBoth(browser, site) {
  await browser?.close();
  site?.close();
}
