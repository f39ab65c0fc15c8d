// Chromium as a reader uses it: the real toolbar button, the real side panel. Same interface as firefox.mjs.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection } from './cdp.mjs';
import { chromium } from './programs.mjs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLICK_PAUSE, until } from './wait.mjs';

const QUIET = [
  '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-quic', '--disable-gpu', '--disable-dev-shm-usage', '--disable-search-engine-choice-screen', '--password-store=basic', '--force-color-profile=srgb',
];

/**
 * Pins the extension's button to the toolbar of a new profile, as a reader does with the puzzle piece's menu. An extension
 * without a key of its own is named by its folder: half of the path's SHA-256, in the letters a to p.
 */
function pin(profile, extension) {
  const digest = createHash('sha256').update(path.resolve(extension)).digest('hex').slice(0, 32);
  const id = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify({ extensions: { pinned_extensions: [id] } }));
}

/** A document that can be asked, pointed at, clicked, typed to and photographed: a page or the panel. */
class View {
  constructor(session) {
    this.session = session;
  }

  evaluate(fn, ...args) {
    return this.session.evaluate(fn, ...args);
  }

  /** The middle of the first element that `selector` names, scrolled into view, in CSS pixels of the viewport. */
  middle(selector) {
    return this.evaluate((wanted) => {
      const element = document.querySelector(wanted);
      if (element === null) throw new Error(`nothing matches ${wanted}`);
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, selector);
  }

  async pointAt({ x, y }) {
    await this.session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  }

  async click(selector) {
    const { x, y } = await this.middle(selector);
    const button = { x, y, button: 'left', clickCount: 1 };
    await this.pointAt({ x, y });
    await this.session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
    await this.session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button });
  }

  /** Presses one key: a name of KeyboardEvent.key, of those that move about in a document. */
  async press(key) {
    const codes = { Tab: 9, Enter: 13, Escape: 27, ' ': 32, End: 35, Home: 36, ArrowUp: 38, ArrowDown: 40 };
    const isLetter = /^[a-z]$/.test(key);
    const code = key === ' ' ? 'Space' : isLetter ? `Key${key.toUpperCase()}` : key;
    const event = { key, code, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
    const text = isLetter ? key : { Enter: '\r', ' ': ' ' }[key];
    await this.session.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...event });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** Chooses files in a file input, as the browser's own dialogue does. */
  async choose(selector, files) {
    const { root } = await this.session.send('DOM.getDocument');
    const { nodeId } = await this.session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    await this.session.send('DOM.setFileInputFiles', { nodeId, files });
  }

  /** Shows the document `width` CSS pixels wide to a reader who likes it dark, has colours of their own, or wants nothing to move. */
  async dress({ width, dark = false, forced = false, still = false }) {
    const features = [
      { name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference' },
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
    ];
    await this.session.send('Emulation.setEmulatedMedia', { features });
    if (width === undefined) await this.session.send('Emulation.clearDeviceMetricsOverride');
    else await this.session.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  }

  async screenshot(file) {
    writeFileSync(file, Buffer.from(await capture(this.session), 'base64'));
  }
}

/** A picture of the target, as base64. */
const capture = (session, options = {}) =>
  until('a picture', async () => (await session.send('Page.captureScreenshot', { format: 'png', ...options })).data);

export class Chromium {
  name = 'chromium';
  #connection;
  #profile;
  #extension;
  #page;
  #views = new Map();
  /** When the toolbar button was last pressed. */
  #clicked = 0;

  /** Starts the browser with the extension of that folder, in a profile of its own; on a disk with room for `storage` bytes; with all requests going to `proxy`. */
  static async launch(extension, { headless = true, width = 1280, height = 900, storage, proxy } = {}) {
    const browser = new Chromium();
    browser.#profile = mkdtempSync(path.join(tmpdir(), 'wherefrom-chromium-'));
    pin(browser.#profile, extension);
    const args = [...QUIET, '--enable-unsafe-extension-debugging', `--user-data-dir=${browser.#profile}`, `--window-size=${width},${height}`];
    if (headless) args.push('--headless=new');
    if (proxy) args.push(`--proxy-server=http://${proxy}`, '--proxy-bypass-list=<-loopback>');
    // The sandbox refuses to start for root, who is who runs in most containers.
    if (process.getuid?.() === 0) args.push('--no-sandbox');
    browser.#connection = new Connection(chromium(), [...args, 'about:blank']);
    try {
      const { id } = await browser.#connection.send('Extensions.loadUnpacked', { path: path.resolve(extension) });
      const manifest = JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8'));
      const library = new URL(manifest.options_ui.page, `chrome-extension://${id}/`).href;
      browser.#extension = { id, folder: path.resolve(extension), library, panel: new URL(manifest.side_panel.default_path, `chrome-extension://${id}/`).href };
      await browser.#started();
      const page = await until('the first tab', async () => (await browser.#connection.targets()).find((t) => t.type === 'page' && t.url === 'about:blank'));
      browser.#page = new View(await browser.#connection.attach(page.targetId));
      if (storage) await browser.#page.session.send('Storage.overrideQuotaForOrigin', { origin: `chrome-extension://${id}`, quotaSize: storage });
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  }

  /** A button pressed before the worker has run does nothing. */
  async #started() {
    await until('the service worker', async () => {
      const worker = await this.#connection.attach((await this.#worker()).targetId);
      const ready = await worker.evaluate(() => chrome.action.onClicked.hasListeners());
      await this.#connection.send('Target.detachFromTarget', { sessionId: worker.id });
      return ready;
    });
  }

  get page() {
    return this.#page;
  }

  /** Loads a URL in the tab and waits until it is all there. */
  async open(url) {
    const { errorText } = await this.#page.session.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    // The navigation is answered once its document is the tab's, so that this asks no document before it.
    await until(`${url} to be loaded`, () => this.#page.evaluate(() => document.readyState === 'complete'));
  }

  /** Shows the library in the tab. */
  openLibrary() {
    return this.open(this.#extension.library);
  }

  /**
   * Presses the extension's toolbar button on the tab: with it comes the activeTab grant, as from a reader's click.
   * Gives back when, as `Date.now()`.
   */
  async clickToolbarButton() {
    await sleep(this.#clicked + CLICK_PAUSE - Date.now());
    return this.#press(1);
  }

  /** Presses it twice, one right after the other. */
  async doubleClickToolbarButton() {
    await sleep(this.#clicked + CLICK_PAUSE - Date.now());
    return this.#press(2);
  }

  async #press(times) {
    const tab = await until('the tab', async () => {
      const { targetInfo } = await this.#connection.send('Target.getTargetInfo', { targetId: this.#page.session.targetId });
      const tabs = (await this.#connection.targets()).filter((t) => t.type === 'tab' && t.url === targetInfo.url);
      if (tabs.length < 2) return tabs[0];
      // The same page stands in several windows.
      const window = await this.#windowOf(this.#page.session.targetId);
      for (const one of tabs) if ((await this.#windowOf(one.targetId)) === window) return one;
      return null;
    });
    this.#clicked = Date.now();
    const press = () => this.#connection.send('Extensions.triggerAction', { id: this.#extension.id, targetId: tab.targetId });
    await Promise.all(Array.from({ length: times }, press));
    return this.#clicked;
  }

  /** The document of the side panel beside the page, once it is there. */
  async panel() {
    return until('the side panel', async () => {
      const windowId = await this.#windowOf(this.#page.session.targetId);
      for (const target of await this.#panels()) {
        const view = this.#views.get(target.targetId) ?? new View(await this.#connection.attach(target.targetId));
        this.#views.set(target.targetId, view);
        const shown = await view.evaluate(async () => document.readyState === 'complete' && innerWidth > 0 && (await chrome.windows.getCurrent()).id);
        if (shown !== false && ((await this.#panels()).length === 1 || shown === windowId)) return view;
      }
      return null;
    });
  }

  async #windowOf(targetId) {
    return (await this.#connection.send('Browser.getWindowForTarget', { targetId })).windowId;
  }

  async #panels() {
    return (await this.#connection.targets()).filter((t) => t.type === 'page' && t.url.split(/[?#]/)[0] === this.#extension.panel);
  }

  async panelIsOpen() {
    return (await this.#panels()).length > 0;
  }

  async closePanel() {
    if (!(await this.panelIsOpen())) return;
    await (await this.panel()).session.send('Page.close');
    await until('the side panel to close', async () => !(await this.panelIsOpen()));
  }

  /** A picture of the page with the panel beside it, as they stand in the window; no longer than the shorter of the two. */
  async screenshot(file) {
    const shots = [];
    for (const view of [this.#page, await this.panel()]) {
      shots.push({ data: await capture(view.session), width: await view.evaluate(() => innerWidth), height: await view.evaluate(() => innerHeight) });
    }
    const width = shots[0].width + shots[1].width + 1;
    const height = Math.min(shots[0].height, shots[1].height);
    const { targetId } = await this.#connection.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const canvas = await this.#connection.attach(targetId);
    try {
      await canvas.evaluate(async (pictures) => {
        document.body.style.cssText = 'margin:0;display:flex;gap:1px;align-items:start;background:#bbb';
        for (const { data, width } of pictures) {
          const image = new Image(width);
          image.src = `data:image/png;base64,${data}`;
          await image.decode();
          document.body.append(image);
        }
      }, shots);
      const clip = { x: 0, y: 0, width, height, scale: 1 };
      writeFileSync(file, Buffer.from(await capture(canvas, { clip, captureBeyondViewport: true }), 'base64'));
    } finally {
      await this.#connection.send('Target.closeTarget', { targetId });
    }
  }

  /** Ends the service worker, as the browser does when it has been idle: the next click, or an open panel's next question, starts a fresh one. */
  async stopBackground() {
    const target = await this.#worker();
    if (target === undefined) return;
    await until('the worker to stop', async () => {
      // One that is starting or at work may not hear the first time.
      await this.#connection.send('Target.closeTarget', { targetId: target.targetId }).catch(() => undefined);
      return (await this.#worker())?.targetId !== target.targetId;
    });
  }

  /** Runs a function of plain arguments in the background, and gives back its plain result. */
  async inBackground(fn, ...args) {
    const panel = await this.panel();
    const target = await until('the worker', async () => {
      // A question wakes it.
      await panel.evaluate(() => chrome.runtime.sendMessage({ type: 'view', tab: 0 }));
      return this.#worker();
    });
    const worker = await this.#connection.attach(target.targetId);
    try {
      return await worker.evaluate(fn, ...args);
    } finally {
      await this.#connection.send('Target.detachFromTarget', { sessionId: worker.id });
    }
  }

  /** Opens a window with that page, which everything here is about from then on. Gives back the way to the one before. */
  async openWindow(url) {
    const before = this.#page;
    const { targetId } = await this.#connection.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    this.#page = new View(await this.#connection.attach(targetId));
    await this.open(url);
    return async () => {
      this.#page = before;
      await before.session.send('Page.bringToFront');
    };
  }

  /** Loads the extension anew, as its update does: scripts that are in pages stay behind without it. */
  async updateExtension() {
    await this.#connection.send('Extensions.loadUnpacked', { path: this.#extension.folder });
    await until('the panel to be gone', async () => !(await this.panelIsOpen()));
    await this.#started();
  }

  async #worker() {
    const origin = `chrome-extension://${this.#extension.id}/`;
    return (await this.#connection.targets()).find((t) => t.type === 'service_worker' && t.url.startsWith(origin));
  }

  /** Resolves when the browser's windows have been closed. */
  get closed() {
    return this.#connection.closed;
  }

  async close() {
    await this.#connection.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
