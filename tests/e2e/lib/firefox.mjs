// Firefox as a reader uses it: the real toolbar button, the real sidebar. Same interface as chromium.mjs.
// A page is driven by WebDriver. The sidebar is part of the browser's own window, which WebDriver reaches in its chrome context.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Builder, By, Key } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import { zipFolder } from '../../../scripts/zip.mjs';
import { firefox as firefoxProgram, geckodriver } from './programs.mjs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLICK_PAUSE, PATIENCE, until } from './wait.mjs';

const KEYS = {
  Tab: Key.TAB, Enter: Key.ENTER, Escape: Key.ESCAPE, ' ': Key.SPACE, End: Key.END, Home: Key.HOME, ArrowUp: Key.ARROW_UP, ArrowDown: Key.ARROW_DOWN,
};

const call = (fn, args) => `(async () => (${fn})(...${JSON.stringify(args)}))()`;

/** The page in the tab. */
class Page {
  constructor(driver) {
    this.driver = driver;
  }

  async evaluate(fn, ...args) {
    // As a string, since WebDriver gives back no `undefined`, and no objects beyond its own depth.
    const source = `const done = arguments[0]; ${call(fn, args)}.then((ok) => done(JSON.stringify({ ok })), (error) => done(JSON.stringify({ error: String(error) })));`;
    const { ok, error } = JSON.parse(await this.driver.executeAsyncScript(source));
    if (error !== undefined) throw new Error(error);
    return ok;
  }

  async pointAt({ x, y }) {
    await this.driver.actions().move({ x: Math.round(x), y: Math.round(y), duration: 0 }).perform();
  }

  async click(selector) {
    await this.driver.findElement(By.css(selector)).click();
  }

  async press(key) {
    await this.driver.actions().sendKeys(KEYS[key] ?? key).perform();
  }

  /** Chooses files in a file input, as the browser's own dialogue does. */
  async choose(selector, files) {
    await this.driver.findElement(By.css(selector)).sendKeys(files.join('\n'));
  }

  /** Shows the document `width` CSS pixels wide to a reader who likes it dark, or has colours of their own. */
  async dress({ width = 1280, dark = false, forced = false }) {
    await this.driver.setContext(firefox.Context.CHROME);
    try {
      await this.driver.executeScript(
        `const [width, dark, forced] = arguments;
        const { browsingContext } = gBrowser.selectedBrowser;
        browsingContext.prefersColorSchemeOverride = dark ? 'dark' : 'light';
        browsingContext.forcedColorsOverride = forced ? 'active' : 'none';
        gBrowser.selectedBrowser.style.maxWidth = width + 'px';`,
        width, dark, forced,
      );
    } finally {
      await this.driver.setContext(firefox.Context.CONTENT);
    }
  }

  async screenshot(file) {
    writeFileSync(file, Buffer.from(await this.driver.takeScreenshot(), 'base64'));
  }
}

/** The element of the browser's window that shows the extension's sidebar. */
const SIDEBAR = `document.getElementById('sidebar').contentDocument?.querySelector('browser')`;

/** The document in the sidebar, which lives in the extensions' process. */
class Sidebar {
  constructor(driver, chrome) {
    this.driver = driver;
    this.chrome = chrome;
  }

  async evaluate(fn, ...args) {
    const answer = await this.chrome(() =>
      this.driver.executeAsyncScript(
        `const [source, done] = arguments;
        const { messageManager } = ${SIDEBAR};
        const name = 'wherefrom-e2e:' + Math.random();
        messageManager.addMessageListener(name, function take({ data }) {
          messageManager.removeMessageListener(name, take);
          done(data);
        });
        const script = '(async () => {' +
          'let answer;' +
          'try {' +
          '  const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });' +
          '  answer = { ok: await Cu.evalInSandbox(' + JSON.stringify(source) + ', sandbox) };' +
          '} catch (error) { answer = { error: String(error) }; }' +
          'sendAsyncMessage(' + JSON.stringify(name) + ', answer);' +
        '})()';
        messageManager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(script), false);`,
        `${call(fn, args)}.then((value) => JSON.stringify({ value }))`,
      ));
    if (answer.error !== undefined) throw new Error(answer.error);
    return JSON.parse(answer.ok).value;
  }

  /** Where a point of the sidebar's viewport lies in the browser's window. */
  async #inWindow({ x, y }) {
    const origin = await this.chrome(() =>
      this.driver.executeScript(
        `const outer = document.getElementById('sidebar').getBoundingClientRect();
        const inner = ${SIDEBAR}.getBoundingClientRect();
        return { x: outer.x + inner.x, y: outer.y + inner.y };`,
      ));
    return { x: Math.round(origin.x + x), y: Math.round(origin.y + y), duration: 0 };
  }

  async pointAt(point) {
    const target = await this.#inWindow(point);
    await this.chrome(() => this.driver.actions().move(target).perform());
  }

  async click(selector) {
    const middle = await this.evaluate((wanted) => {
      const element = document.querySelector(wanted);
      if (element === null) throw new Error(`nothing matches ${wanted}`);
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, selector);
    const target = await this.#inWindow(middle);
    await this.chrome(() => this.driver.actions().move(target).click().perform());
  }

  async press(key) {
    await this.chrome(async () => {
      await this.driver.executeScript(`${SIDEBAR}.focus()`);
      await this.driver.actions().sendKeys(KEYS[key] ?? key).perform();
    });
  }

  async screenshot(file) {
    const url = await this.chrome(() =>
      this.driver.executeAsyncScript(
        `const done = arguments[0];
        ${SIDEBAR}.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white').then((bitmap) => {
          const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
          [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
          canvas.getContext('2d').drawImage(bitmap, 0, 0);
          done(canvas.toDataURL());
        });`,
      ));
    writeFileSync(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  }
}

export class Firefox {
  name = 'firefox';
  #driver;
  #files;
  #zip;
  #id;
  #page;
  #sidebar;
  /** When the toolbar button was last pressed. */
  #clicked = 0;

  /** Starts the browser with the extension of that folder, in a profile of its own; on a disk with room for `storage` bytes; with all requests going to `proxy`. */
  static async launch(extension, { headless = true, width = 1280, height = 900, storage, proxy } = {}) {
    const browser = new Firefox();
    browser.#files = mkdtempSync(path.join(tmpdir(), 'wherefrom-firefox-'));
    const zip = path.join(browser.#files, 'extension.zip');
    browser.#zip = zip;
    zipFolder(extension, zip);
    const options = new firefox.Options()
      .setBinary(firefoxProgram())
      .windowSize({ width, height })
      // Left to itself Firefox asks its maker's servers for news while the tests run.
      .setPreference('browser.newtabpage.enabled', false)
      .setPreference('browser.startup.page', 0);
    if (storage) options.setPreference('dom.quotaManager.temporaryStorage.fixedLimit', Math.floor(storage / 1024));
    if (headless) options.addArguments('-headless');
    if (proxy) {
      const { hostname, port } = new URL(`http://${proxy}`);
      options.setPreference('network.proxy.type', 1).setPreference('network.proxy.allow_hijacking_localhost', true).setPreference('network.proxy.no_proxies_on', '');
      for (const kind of ['http', 'ssl']) options.setPreference(`network.proxy.${kind}`, hostname).setPreference(`network.proxy.${kind}_port`, Number(port));
    }
    try {
      const service = new firefox.ServiceBuilder(geckodriver()).addArguments('--allow-system-access');
      browser.#driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build();
      await browser.#driver.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
      browser.#id = await browser.#driver.installAddon(zip, true);
      browser.#page = new Page(browser.#driver);
      browser.#sidebar = new Sidebar(browser.#driver, (act) => browser.#chrome(act));
      // As a reader pins it: without that the button stands in the extensions' menu.
      await browser.#chrome(() => browser.#driver.executeScript(`CustomizableUI.addWidgetToArea(arguments[0], 'nav-bar')`, browser.#widget));
      await until('the background page', () => browser.#policy('return extension.backgroundState === "running"'));
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  }

  get page() {
    return this.#page;
  }

  get #widget() {
    return `${this.#id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}-browser-action`;
  }

  /** Does something in the browser's own window and comes back to the page. */
  async #chrome(act) {
    await this.#driver.setContext(firefox.Context.CHROME);
    try {
      return await act();
    } finally {
      await this.#driver.setContext(firefox.Context.CONTENT);
    }
  }

  #policy(script) {
    return this.#chrome(() => this.#driver.executeScript(`const { extension } = WebExtensionPolicy.getByID(arguments[0]); ${script}`, this.#id));
  }

  async open(url) {
    await this.#driver.get(url);
  }

  /** Shows the library in the tab. WebDriver itself goes to web addresses only. */
  async openLibrary() {
    const address = await this.#policy('return extension.baseURL + extension.manifest.options_ui.page.replace(/^.*\\//, "")');
    const before = await this.#chrome(() =>
      this.#driver.executeScript(
        `const { innerWindowID } = gBrowser.selectedBrowser;
        gBrowser.selectedBrowser.loadURI(Services.io.newURI(arguments[0]), { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
        return innerWindowID;`,
        address,
      ));
    // A library that is there already answers until the new one takes its place, and has the same address.
    const isAnother = `const { innerWindowID, currentURI } = gBrowser.selectedBrowser; return innerWindowID !== arguments[0] && currentURI.spec === arguments[1];`;
    await until('the new document', () => this.#chrome(() => this.#driver.executeScript(isAnother, before, address)));
    await until('the library', () => this.#page.evaluate(() => document.readyState === 'complete'));
  }

  /** Clicks the extension's toolbar button with the mouse. Gives back when, as `Date.now()`. */
  async clickToolbarButton() {
    return this.#press((button) => button.click());
  }

  /** Clicks it twice, one right after the other. */
  async doubleClickToolbarButton() {
    return this.#press((button) => this.#driver.actions().doubleClick(button).perform());
  }

  async #press(press) {
    await sleep(this.#clicked + CLICK_PAUSE - Date.now());
    return this.#chrome(async () => {
      const button = await this.#driver.findElement(By.css(`#${this.#widget} .unified-extensions-item-action-button`));
      // Looked at inside the browser: what the driver needs to get there is no part of the click.
      const note = `const [button] = arguments; button.addEventListener('mouseup', () => button.setAttribute('clicked-at', Date.now()), { capture: true, once: true });`;
      await this.#driver.executeScript(note, button);
      await press(button);
      this.#clicked = Date.now();
      return Number(await this.#driver.executeScript(`return arguments[0].getAttribute('clicked-at')`, button));
    });
  }

  async panelIsOpen() {
    return this.#chrome(() => this.#driver.executeScript(`return SidebarController.isOpen && Boolean(${SIDEBAR})`));
  }

  async closePanel() {
    await this.#chrome(() => this.#driver.executeScript('SidebarController.hide()'));
    await until('the sidebar to close', async () => !(await this.panelIsOpen()));
  }

  /** The sidebar's document, once it is there. */
  async panel() {
    await until('the sidebar', () => this.panelIsOpen());
    await until('the sidebar to be shown', () =>
      this.#sidebar.evaluate(() => location.protocol === 'moz-extension:' && document.readyState === 'complete' && innerWidth > 0));
    return this.#sidebar;
  }

  /** A picture of the whole window. */
  async screenshot(file) {
    await this.#chrome(async () => writeFileSync(file, Buffer.from(await this.#driver.takeScreenshot(), 'base64')));
  }

  /** Ends the event page, as the browser does when it has been idle: the next click starts a fresh one. */
  async stopBackground() {
    await this.#chrome(() =>
      this.#driver.executeAsyncScript(
        `const [id, done] = arguments;
        WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true }).then(done, done);`,
        this.#id,
      ));
    await until('the event page to stop', () => this.#policy('return extension.backgroundState === "stopped"'));
  }

  /** Opens a window with that page, which everything here is about from then on. Gives back the way to the one before. */
  async openWindow(url) {
    const before = await this.#driver.getWindowHandle();
    await this.#driver.switchTo().newWindow('window');
    await this.open(url);
    return () => this.#driver.switchTo().window(before);
  }

  /** Installs the extension once more, as its update does: scripts that are in pages stay behind without it. */
  async updateExtension() {
    await this.#driver.installAddon(this.#zip, true);
    await until('the background page', () => this.#policy('return extension.backgroundState === "running"'));
  }

  async close() {
    await this.#driver?.quit();
    rmSync(this.#files, { recursive: true, force: true });
  }
}
