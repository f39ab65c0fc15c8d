// What stands on the library's page, as a reader would read it, and the files behind it.
import { until } from './wait.mjs';

/** The page's content. */
export function readLibrary(page) {
  return page.evaluate(() => {
    const text = (element, selector) => element.querySelector(selector)?.textContent ?? null;
    return {
      text: document.body.innerText,
      status: text(document, '[role=status]'),
      jobs: [...document.querySelectorAll('.wf-jobs > li')].map((job) => ({
        text: job.innerText,
        done: job.querySelector('.wf-note, .wf-warning') !== null,
        buttons: [...job.querySelectorAll('button')].map((button) => button.textContent),
      })),
      packs: [...document.querySelectorAll('.wf-pack')].map((pack) => ({
        id: pack.dataset.id,
        name: text(pack, '.wf-card-title'),
        on: pack.querySelector('[role=switch]')?.checked ?? null,
        word: text(pack, '.wf-switch span'),
        text: pack.innerText,
        warning: text(pack, '.wf-warning'),
      })),
    };
  });
}

/** The page's content as soon as `wanted` holds for it. */
export async function libraryWhen(page, what, wanted) {
  let last = null;
  try {
    return await until(what, async () => {
      last = await readLibrary(page);
      return wanted(last) && last;
    });
  } catch (error) {
    error.message += `; the library says: ${last?.text}`;
    throw error;
  }
}

/** Opens the library in the tab and waits until its packs have been read. */
export async function openLibrary(browser) {
  await browser.openLibrary();
  return libraryWhen(browser.page, 'the packs to be listed', ({ packs }) => packs.length >= 2 && packs.every(({ text }) => /article|cannot be searched/.test(text)));
}

/** Gives the page files, as its button does. */
export const chooseFiles = (page, files) => page.choose('input[type=file]', files);

/** How many articles are listed, as soon as there are so many. */
export const keptIn = (page, count) =>
  until(`${count} articles in the list`, () => page.evaluate((wanted) => document.querySelectorAll('.wf-article').length === wanted, count));

/** The content when every file on its way has arrived, been refused, or waits for an answer. */
export const whenAdded = (page) =>
  libraryWhen(page, 'the files to be added', ({ jobs }) => jobs.length > 0 && jobs.every(({ done, buttons }) => done || buttons.length > 0));

/** The names of the files in the library's folder, and what is remembered of them. */
export function readStorage(page) {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of (await root.getDirectoryHandle('packs')).keys()) names.push(name);
    return { files: names.sort(), record: (await chrome.storage.local.get('library')).library ?? null };
  });
}

/** Writes a file into the library's folder behind its back; `edit` makes its bytes of those that are there. */
export function tamper(page, name, edit) {
  return page.evaluate(`async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('packs');
    const handle = await folder.getFileHandle(name, { create: true });
    const bytes = (${edit})(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
  }`, name);
}

/** Presses a button or a switch as the keyboard does, as soon as it is there: until the key has reached it and nothing else. */
export async function pressKeyOn(page, selector) {
  await until(`the key on ${selector}`, async () => {
    const focused = await page.evaluate((wanted) => {
      const element = document.querySelector(wanted);
      element?.focus();
      if (element === null || document.activeElement !== element) return false;
      const { dataset } = document.documentElement;
      delete dataset.keyReached;
      // A button acts when the key is let go; by then it may have been drawn anew.
      document.addEventListener('keyup', ({ target }) => { dataset.keyReached = target === element ? 'it' : 'another'; }, { capture: true, once: true });
      return true;
    }, selector);
    if (!focused) return false;
    await page.press(' ');
    return (await until('the key', () => page.evaluate(() => document.documentElement.dataset.keyReached))) === 'it';
  });
}

/** Drops files on the middle of the page, or only holds them there; `files` are names with their bytes. */
export function drop(page, files, { hold = false } = {}) {
  return page.evaluate((given, events) => {
    const held = new DataTransfer();
    for (const { name, base64 } of given) held.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    const target = document.querySelector('main');
    const taken = events.map((type) => !target.dispatchEvent(new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true })));
    // The browser would leave the page and show the file.
    if (!taken.at(-1)) throw new Error('the page does not take what is dropped');
  }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })), ['dragenter', 'dragover', hold ? 'dragover' : 'drop']);
}
