// Permissions that the reader is asked for: what is told, and what stays, where they are refused, given, or taken back.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { forgetRefused, keepChecked, keepingWishes, keepSite, keepSiteNoMore } from '../src/packs/keeping';
import { keepFollowing, returnLent, withTabs } from '../src/background/leave';
import { TabChoice } from '../src/panel/tabs';
import { strings } from '../src/shared/strings';
import type { TabChoice as Choice } from '../src/shared/tabs';
import { KeepingList } from '../src/views/packs/keeping';
import { FakeBrowser } from './fake-leave';
import { fake, focusIn, installView, settle, type FakeElement } from './fake-view';

installView();
let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

const SITE = 'gazette.example';
const PATTERNS = ['http://*.gazette.example/*', 'https://*.gazette.example/*'];

describe('keeping what is read on a site', () => {
  let list: FakeElement;
  let announced: string[];
  beforeEach(async () => {
    announced = [];
    const view = new KeepingList({ read: keepingWishes, setChecked: keepChecked, addSite: keepSite, removeSite: keepSiteNoMore }, (words) => announced.push(words));
    list = fake(view.element);
    await view.refresh();
  });

  const add = async (typed: string): Promise<void> => {
    list.one('input', 1).value = typed;
    await list.one('form').does('submit');
  };
  const rows = (): string[] => list.all('li').map((row) => row.one('strong').textContent);
  /** Words are there for all to see, and are spoken. */
  const told = (words: string): void => {
    assert.ok(list.all('p').some(({ textContent }) => textContent === words), list.textContent);
    assert.equal(announced.at(-1), words);
  };
  const nothingStays = (): void => {
    assert.deepEqual(browser.stored['keeping'] ?? { checked: false, sites: [] }, { checked: false, sites: [] });
    assert.deepEqual([rows(), [...browser.given], browser.scripts], [[], [], []]);
  };

  test('what is refused is told, and leaves nothing behind; the next try works', async () => {
    browser.answer = false;
    await add(SITE);
    assert.deepEqual(browser.asked, PATTERNS);
    told(strings.keeping.refused(SITE));
    nothingStays();
    assert.equal(list.one('input', 1).value, SITE, 'nobody types it twice');
    assert.equal(focusIn(), list.one('input', 1));
    browser.answer = true;
    await add(list.one('input', 1).value);
    told(strings.keeping.added(SITE));
    assert.deepEqual([rows(), [...browser.given], browser.scripts.map(({ matches }) => matches)], [[SITE], PATTERNS, [PATTERNS]]);
  });

  test('where the browser asks nobody, that is a refusal, unless it was given for good', async () => {
    browser.answer = new Error('only within a click');
    await add(SITE);
    told(strings.keeping.refused(SITE));
    nothingStays();
    for (const pattern of PATTERNS) browser.given.add(pattern);
    await add(SITE);
    told(strings.keeping.added(SITE));
  });

  test('nobody is asked for what is no site', async () => {
    await add('no site');
    told(strings.keeping.noSite);
    assert.deepEqual(browser.asked, []);
  });

  for (const what of ['storage', 'scripts'] as const) {
    test(`where ${what} fail behind the reader's yes, that is told, and the leave given back; the next try works`, async () => {
      browser.fails.add(what);
      await add(SITE);
      assert.match(announced.at(-1) ?? '', /^Nothing was changed\. The browser could not store it\./);
      told(announced.at(-1) ?? '');
      nothingStays();
      browser.fails.clear();
      await add(SITE);
      told(strings.keeping.added(SITE));
      assert.deepEqual(rows(), [SITE]);
    });
  }

  test('a site that is kept stays so where it is added once more in vain', async () => {
    await add(SITE);
    browser.fails.add('storage');
    await add(SITE);
    assert.deepEqual([rows(), [...browser.given]], [[SITE], PATTERNS]);
  });

  test('what is stopped gives its leave back; what could not be stopped is told, and shown', async () => {
    await add(SITE);
    browser.fails.add('storage');
    await list.one('li').one('button').does('click');
    assert.match(announced.at(-1) ?? '', /^Nothing was changed\./);
    assert.deepEqual([rows(), [...browser.given]], [[SITE], PATTERNS]);
    browser.fails.clear();
    await list.one('li').one('button').does('click');
    told(strings.keeping.stopped(SITE));
    nothingStays();
  });

  test('no switch is shown on that is not', async () => {
    browser.fails.add('storage');
    const checked = list.one('input');
    checked.checked = true;
    await checked.does('change');
    assert.equal(checked.checked, false);
    assert.match(announced.at(-1) ?? '', /^Nothing was changed\./);
    browser.fails.clear();
    checked.checked = true;
    await checked.does('change');
    assert.equal((await keepingWishes()).checked, true);
  });

  test('leave that is taken back in the browser’s own settings is noticed', async () => {
    keepFollowing();
    await add(SITE);
    await add('post.example');
    browser.takeBack(...PATTERNS);
    await settle();
    assert.deepEqual(await keepingWishes(), { checked: false, sites: ['post.example'] });
    assert.deepEqual(browser.scripts.map(({ matches }) => matches), [['http://*.post.example/*', 'https://*.post.example/*']]);
  });

  test('so is leave for one of its two schemes', async () => {
    await add(SITE);
    browser.takeBack(PATTERNS[0] ?? '');
    await forgetRefused();
    assert.deepEqual((await keepingWishes()).sites, []);
  });

  test('what was taken back while the extension did not run is noticed when the browser is started', async () => {
    await add(SITE);
    browser.takeBack(...PATTERNS);
    keepFollowing();
    assert.deepEqual((await keepingWishes()).sites, [SITE]);
    browser.begin();
    await settle();
    assert.deepEqual([(await keepingWishes()).sites, browser.scripts], [[], []]);
  });
});

describe('comparing with other tabs', () => {
  const ORIGINS = ['https://own.example/*', 'https://other.example/*'];
  let done: ((ids: number[] | null) => void) | null;
  let seen: string[];
  let fails: boolean;
  let choice: TabChoice;
  let offered: readonly Choice[];
  beforeEach(() => {
    [done, seen, fails, offered] = [null, [], false, []];
    browser.tabs = [['own', 1], ['other', 2], ['third', 3]].map(([name, id]) => ({ id: Number(id), title: `${name}`, url: `https://${name}.example/page` }));
    choice = new TabChoice({
      form(tabs, chosen) {
        seen.push('form');
        offered = tabs;
        done = chosen;
      },
      back: () => void seen.push('back'),
      async compare(tab, others) {
        if (fails) throw new Error('nobody answers');
        seen.push(`compare ${tab} with ${others.join()}`);
      },
      tell: (words) => void seen.push(words),
    });
  });

  const choose = async (ids: number[] | null): Promise<void> => {
    done?.(ids);
    await settle();
  };

  test('where the tabs may not be seen, that is told, and nothing is shown of them; the next try works', async () => {
    browser.answer = false;
    await choice.begin(1);
    assert.deepEqual([seen, [...browser.given]], [[strings.tabs.refused], []]);
    browser.answer = true;
    await choice.begin(1);
    assert.deepEqual(offered.map(({ id, site }) => [id, site]), [[2, 'other.example'], [3, 'third.example']]);
    await choose([2]);
    assert.deepEqual(seen.slice(1), ['form', 'compare 1 with 2']);
    assert.deepEqual(browser.asked, ['tabs', 'tabs', ...ORIGINS]);
  });

  test('where they may not be read, that is told beside what was shown before, and the first leave is given back; the next try works', async () => {
    await choice.begin(1);
    browser.answer = false;
    await choose([2]);
    assert.deepEqual([seen, [...browser.given]], [['form', 'back', strings.tabs.refusedPages], []]);
    browser.answer = true;
    await choice.begin(1);
    await choose([2]);
    assert.deepEqual(seen.slice(3), ['form', 'compare 1 with 2']);
  });

  test('a choice that is given up leaves nothing behind, and tells nothing', async () => {
    await choice.begin(1);
    await choose(null);
    assert.deepEqual([seen, [...browser.given], browser.asked], [['form', 'back'], [], ['tabs']]);
    await choice.begin(1);
    await choice.leave();
    assert.deepEqual([...browser.given], [], 'another tab came to the front');
  });

  test('where nothing can be compared, that is told, and all leave given back but what was there before', async () => {
    browser.given.add('https://other.example/*');
    fails = true;
    await choice.begin(1);
    await choose([2]);
    assert.deepEqual(seen.slice(0, 2), ['form', 'back']);
    assert.match(seen[2] ?? '', /^Something went wrong/);
    assert.deepEqual([...browser.given], ['https://other.example/*']);
  });

  test('where the browser does not tell the tabs, that is told, and the leave given back', async () => {
    browser.fails.add('tabs');
    await choice.begin(1);
    assert.match(seen.join(), /^Something went wrong/);
    assert.deepEqual([...browser.given], []);
  });

  test('what is given after the reader has gone elsewhere is given back, and nothing compared', async () => {
    await choice.begin(1);
    await choice.leave();
    await choose([2]);
    assert.deepEqual([seen, [...browser.given]], [['form'], []]);
  });

  test('what was compared gives all leave back, but for sites whose articles are kept', async () => {
    for (const pattern of ['http://*.other.example/*', 'https://*.other.example/*']) browser.given.add(pattern);
    await keepSite('other.example');
    for (const name of ['tabs', 'https://own.example/*', 'https://third.example/*']) browser.given.add(name);
    await assert.rejects(withTabs(['https://own.example/*', 'https://www.other.example/*', 'https://third.example/*'], () => Promise.reject(new Error('the check failed'))));
    assert.deepEqual([...browser.given], ['http://*.other.example/*', 'https://*.other.example/*']);
  });

  test('of two comparisons at once the first to end takes nothing from the other', async () => {
    for (const name of ['tabs', 'https://own.example/*', 'https://third.example/*']) browser.given.add(name);
    let end = (): void => undefined;
    const other = withTabs(['https://own.example/*'], () => new Promise((done) => { end = done; }));
    await withTabs(['https://own.example/*', 'https://third.example/*'], () => Promise.resolve());
    assert.deepEqual([...browser.given], ['tabs', 'https://own.example/*']);
    end();
    await other;
    assert.deepEqual([...browser.given], []);
  });

  test('what a background that was ended had been lent is given back by the next one', async () => {
    for (const name of ['tabs', 'https://own.example/*', 'https://third.example/*']) browser.given.add(name);
    browser.stored['lent'] = ['tabs', 'https://own.example/*'];
    await returnLent();
    assert.deepEqual([[...browser.given], browser.stored['lent']], [['https://third.example/*'], []]);
  });
});
