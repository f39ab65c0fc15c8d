import { problemOf, type Problem } from '../../shared/errors';
import { heading, make } from '../../shared/dom';
import type { Library, Pack } from '../../shared/packs';
import { explain, strings } from '../../shared/strings';
import type { Articles } from '../../shared/articles';
import { withoutAssets } from '../../shared/assets';
import type { Backups } from '../../shared/backup';
import { Adding, type Job, type Shelf } from './adding';
import { ArticleList } from './articles';
import { backupSection, Restoring } from './backup';
import { Batch, MANY } from './batch';
import { Dropped, isPack } from './dropped';
import { Importing } from './importing';
import { dismissalList, type Dismissals } from './dismissals';
import { KeepingList, type KeepingWishes } from './keeping';
import type { ListedSection } from './listed';
import { OutletList, type OutletLists } from './outlets';
import { placeList, type Places } from './places';
import { nameOf, Row, type Facts } from './row';

const words = strings.library;

/** What the reader has told of sites, outlets and matches, and everything in one file. */
export interface Told {
  backups: Backups;
  places: Places;
  outlets: OutletLists;
  keeping: KeepingWishes;
  dismissals: Dismissals;
}

/** Milliseconds. What is told after such a pause stands alone. */
const PAUSE = 1000;

/** The library's page: adding packs, and the list of those that are there. It owns all inside `root`. */
export class LibraryPage {
  readonly #announcer = make('p', { class: 'wf-spoken', attributes: { role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' } });
  readonly #add = make('button', { class: 'wf-button wf-primary', text: words.add, attributes: { type: 'button' } });
  readonly #picker = make('input', { attributes: { type: 'file', multiple: '' } });
  readonly #addFolder = make('button', { class: 'wf-button', text: strings.batch.folder, attributes: { type: 'button' } });
  readonly #folderPicker = make('input', { attributes: { type: 'file', webkitdirectory: '' } });
  readonly #jobs = make('ul', { class: 'wf-jobs', attributes: { 'aria-label': words.files } });
  readonly #summary = make('p', { class: 'wf-facts' });
  readonly #none = make('p', { class: 'wf-none', text: words.none });
  readonly #installed = make('ul', {});
  readonly #bundled = make('ul', {});
  readonly #rows = new Map<string, Row>();
  /** What was read in the bundled packs, by their place in the library; with it the digest of their bytes. */
  readonly #read = new Map<string, Facts & { digest: string }>();
  /** Why files could not be read. A pack that is written anew has another key. */
  readonly #unreadable = new Map<string, Problem>();
  #adding: Job[] = [];
  /** How many of the reader's deeds are under way. */
  #doing = 0;
  #queue = Promise.resolve();
  /** When something was last told, in milliseconds. */
  #announced = 0;
  readonly #library: Library;
  readonly #places: ListedSection;
  readonly #outlets: OutletList;
  readonly #keeping: KeepingList;
  readonly #dismissals: ListedSection;
  readonly #articles: Articles;
  readonly #backups: Backups;
  readonly #kept: ArticleList;
  readonly #shelf: Shelf;

  constructor(root: HTMLElement, library: Library, articles: Articles, told: Told) {
    this.#library = library;
    this.#articles = articles;
    this.#backups = told.backups;
    this.#kept = new ArticleList(articles, (text) => this.#announce(text));
    this.#places = placeList(told.places, (text) => this.#announce(text));
    this.#keeping = new KeepingList(told.keeping, (text) => this.#announce(text));
    this.#outlets = new OutletList(told.outlets, (text) => this.#announce(text));
    this.#dismissals = dismissalList(told.dismissals, (text) => this.#announce(text));
    this.#shelf = this.#newShelf();
    this.#add.addEventListener('click', () => this.#picker.click());
    this.#addFolder.addEventListener('click', () => this.#folderPicker.click());
    for (const picker of [this.#picker, this.#folderPicker]) {
      picker.hidden = true;
      picker.addEventListener('change', () => {
        this.add([...(picker.files ?? [])]);
        // The same file can be chosen again.
        picker.value = '';
      });
    }
    const adding = library.keepsFiles
      ? make('div', { class: 'wf-add' }, this.#add, this.#addFolder, make('span', { class: 'wf-facts', text: words.addHint }), this.#picker, this.#folderPicker)
      : make('p', { class: 'wf-warning', text: explain({ code: 'no-storage', args: {} }) });
    root.replaceChildren(
      make('header', {}, heading(1, { class: 'wf-headline', text: words.title }), this.#summary, make('p', { text: words.lead }), make('p', { text: words.privacy })),
      make('section', {}, adding, this.#jobs),
      this.#kept.element,
      this.#keeping.element,
      make('section', {}, heading(2, { class: 'wf-title', text: words.installed }), this.#none, this.#installed),
      make('section', {}, heading(2, { class: 'wf-title', text: words.bundled }), this.#bundled),
      this.#outlets.element,
      this.#dismissals.element,
      this.#places.element,
      backupSection(told.backups, (text) => this.#announce(text)),
      make('p', { class: 'wf-drop', text: words.drop, attributes: { 'aria-hidden': 'true' } }),
      this.#announcer,
    );
  }

  /** Draws anew what the reader has told. */
  async refreshTold(): Promise<void> {
    await Promise.all([this.#places.refresh(), this.#outlets.refresh(), this.#keeping.refresh(), this.#dismissals.refresh()]);
  }

  /** Draws the library as it is now. */
  async refresh(): Promise<void> {
    const packs = await this.#library.list();
    // What was read may be older than what the reader has done since; the last deed to be done draws anew.
    if (this.#doing > 0) return;
    for (const pack of packs) this.#rowOf(pack).show(this.#withReason(pack), this.#factsOf(pack));
    arrange(this.#bundled, packs.filter(({ bundled }) => bundled).map((pack) => this.#rowOf(pack).element));
    arrange(this.#installed, packs.filter(({ bundled }) => !bundled).map((pack) => this.#rowOf(pack).element));
    this.#none.hidden = packs.some(({ bundled }) => !bundled);
    const there = packs.filter(({ removed }) => !removed);
    this.#summary.textContent = words.searched(there.filter(({ on }) => on).length, there.length);
  }

  /** Draws the library, and once more when its packs have been read. What is added waits for that: it may be one of them. */
  async start(): Promise<void> {
    this.#inTurn(() => this.#readPacks());
    await Promise.all([this.refresh(), this.refreshTold(), this.#kept.refresh().catch(() => undefined)]);
  }

  /**
   * Reads in the bundled packs what their rows tell, and looks whether the files of the others are there. Where this
   * window keeps no files it sees none; the background may.
   */
  async #readPacks(): Promise<void> {
    const packs = (await this.#library.list()).filter(({ bundled }) => bundled || this.#library.keepsFiles);
    await Promise.all(packs.map(async (pack) => {
      const { id } = pack;
      try {
        const bytes = await this.#library.open(id);
        if (!pack.bundled) return;
        const { id: digest, info } = await this.#library.examine(bytes);
        this.#read.set(id, { info, bytes: bytes.size, digest });
      } catch (error) {
        this.#unreadable.set(keyOf(pack), problemOf(error, 'file-unread'));
      }
    }));
    await this.refresh();
  }

  /** Adds files one after the other. What became of earlier ones makes room. */
  add(given: readonly File[]): void {
    if (given.length === 0) return;
    const files = withoutAssets(given);
    const assets = given.length - files.length;
    if (files.length > MANY || assets > 0) return this.#addMany(files, assets);
    const added = files.map((file) => new Dropped(file, {
      asPack: () => new Adding(file, this.#shelf),
      asArticles: () => new Importing(file, this.#articles, this.#shelf, () => this.#kept.refresh()),
      asBackup: () => new Restoring(file, this.#backups, this.#articles, this.#shelf, async () => {
        await Promise.all([this.refresh(), this.refreshTold(), this.#kept.refresh()]);
      }),
    }, (one) => this.#backups.isBackup(one)));
    this.#adding = [...this.#adding.filter(({ done }) => !done), ...added];
    arrange(this.#jobs, this.#adding.map(({ element }) => element));
    for (const one of added) this.#inTurn(() => one.run());
    this.#inTurn(() => this.#articles.settle());
  }

  #addMany(files: readonly File[], assets: number): void {
    const standsAlone = async (file: File): Promise<boolean> => (await isPack(file)) || (await this.#backups.isBackup(file));
    const batch = new Batch(files, assets, this.#articles, this.#shelf, standsAlone, async (alone) => {
      await this.#kept.refresh();
      for (let from = 0; from < alone.length; from += MANY) this.add(alone.slice(from, from + MANY));
    });
    this.#adding = [...this.#adding.filter(({ done }) => !done), batch];
    arrange(this.#jobs, this.#adding.map(({ element }) => element));
    this.#inTurn(() => batch.run());
    this.#inTurn(() => this.#articles.settle());
  }

  /** Draws anew what is kept. */
  refreshArticles(): Promise<void> {
    return this.#kept.refresh();
  }

  #newShelf(): Shelf {
    return {
      library: this.#library,
      bundledName: (digest) => [...this.#read.values()].find((pack) => pack.digest === digest)?.info.name ?? null,
      announce: (text) => this.#announce(text),
      refresh: () => this.refresh(),
      inTurn: (work) => this.#inTurn(work),
      focus: () => this.#add.focus(),
    };
  }

  #inTurn(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(() => undefined);
  }

  #rowOf({ id }: Pack): Row {
    const row = this.#rows.get(id) ?? new Row({
      setOn: (on) => this.#do(id, () => this.#library.setOn(id, on), (name) => words.switched(name, on)),
      remove: () => this.#do(id, () => this.#library.remove(id), words.removed),
      restore: () => this.#do(id, () => this.#library.restore(id), words.restored),
    });
    this.#rows.set(id, row);
    return row;
  }

  #factsOf({ id, installed }: Pack): Facts | null {
    return installed ?? this.#read.get(id) ?? null;
  }

  #withReason(pack: Pack): Pack {
    const why = this.#unreadable.get(keyOf(pack));
    return { ...pack, refused: pack.refused ?? (why === undefined ? null : { why, searched: false, since: pack.since }) };
  }

  #do(id: string, act: () => Promise<void>, told: (name: string) => string): void {
    void (async () => {
      this.#doing += 1;
      const failed = await act().then(() => null, (error: unknown) => explain(problemOf(error)));
      this.#doing -= 1;
      await this.refresh();
      const pack = (await this.#library.list()).find((one) => one.id === id);
      if (pack) this.#announce(failed ?? told(nameOf(pack, this.#factsOf(pack))));
    })();
  }

  /** What comes close together, as the outcomes of several files do, is added to what was told before. */
  #announce(text: string): void {
    const now = performance.now();
    if (now - this.#announced > PAUSE) this.#announcer.replaceChildren();
    this.#announced = now;
    this.#announcer.append(make('span', { text: `${text} ` }));
  }
}

const keyOf = ({ id, since }: Pack): string => `${id} ${since}`;

/** Puts the elements into the list, and none anew that is in its place already: what is moved loses the focus. */
function arrange(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  elements.forEach((element, index) => {
    const there = parent.children[index] ?? null;
    if (there !== element) parent.insertBefore(element, there);
  });
}
