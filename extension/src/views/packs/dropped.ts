import { make } from '../../shared/dom';
import { strings } from '../../shared/strings';
import type { Job } from './adding';

/** The first bytes of a pack. */
const MAGIC = 'WHFROM';

/** Whether a file is a pack, or is meant to be one: what is no pack of these is told as such. */
export async function isPack(file: File): Promise<boolean> {
  if (file.name.toLowerCase().endsWith('.wfp')) return true;
  return (await file.slice(0, MAGIC.length).text().catch(() => '')) === MAGIC;
}

interface Ways {
  asPack(): Job;
  asArticles(): Job;
  asBackup(): Job;
}

/** A file of which is not known yet what it is; then the way into the library that such files take. */
export class Dropped implements Job {
  readonly element: HTMLElement;
  readonly #file: File;
  readonly #ways: Ways;
  readonly #isBackup: (file: File) => Promise<boolean>;
  #way: Job | null = null;

  constructor(file: File, ways: Ways, isBackup: (file: File) => Promise<boolean>) {
    this.#file = file;
    this.#ways = ways;
    this.#isBackup = isBackup;
    this.element = make('li', {}, make('p', { text: strings.library.checking(file.name) }), make('div', { class: 'wf-progress', attributes: { 'aria-hidden': 'true' } }));
  }

  get done(): boolean {
    return this.#way?.done ?? false;
  }

  async run(): Promise<void> {
    this.#way = (await isPack(this.#file)) ? this.#ways.asPack() : (await this.#isBackup(this.#file)) ? this.#ways.asBackup() : this.#ways.asArticles();
    this.element.replaceChildren(this.#way.element);
    await this.#way.run();
  }
}
