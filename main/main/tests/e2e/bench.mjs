// `make bench`: how long a reader waits after the click, in the browser that BROWSER names.
import { browserName, launch } from './lib/browser.mjs';
import { openSite } from './lib/site.mjs';
import { measureClicks, tell } from './lib/timing.mjs';

const site = await openSite();
const browser = await launch();
try {
  console.log(tell(browserName, await measureClicks(browser, `${site.base}/thousand-words.html`)));
} finally {
  await browser.close();
  site.close();
}
