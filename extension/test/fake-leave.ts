/** As much of a browser as permissions need, for tests without one: the reader's answers, what is given, and what is stored. */

type Permissions = { permissions?: string[]; origins?: string[] };

class FakeEvent<Heard extends unknown[]> {
  readonly #listeners: ((...heard: Heard) => void)[] = [];
  addListener(listener: (...heard: Heard) => void): void {
    this.#listeners.push(listener);
  }
  tell(...heard: Heard): void {
    for (const listener of this.#listeners) listener(...heard);
  }
}

export interface Tab {
  id: number;
  title: string;
  url: string;
}

export class FakeBrowser {
  /** What the reader says to the next questions; what the browser throws where nobody is asked. */
  answer: boolean | Error = true;
  /** What was asked for. */
  readonly asked: string[] = [];
  readonly given = new Set<string>();
  readonly stored: Record<string, unknown> = {};
  readonly scripts: { id: string; matches: string[] }[] = [];
  /** What fails from now on. */
  readonly fails = new Set<'storage' | 'scripts' | 'tabs'>();
  tabs: Tab[] = [];
  readonly #removed = new FakeEvent<[Permissions]>();
  readonly #began = new FakeEvent<[]>();

  constructor() {
    const fail = (what: 'storage' | 'scripts' | 'tabs'): void => {
      if (this.fails.has(what)) throw new Error(`no ${what}`);
    };
    const chrome = {
      permissions: {
        request: async (wanted: Permissions) => {
          this.asked.push(...namesOf(wanted));
          if (this.answer instanceof Error) throw this.answer;
          if (this.answer) for (const name of namesOf(wanted)) this.given.add(name);
          return this.answer;
        },
        contains: async (wanted: Permissions) => namesOf(wanted).every((name) => this.given.has(name)),
        remove: async (gone: Permissions) => this.takeBack(...namesOf(gone)),
        onRemoved: this.#removed,
        onAdded: new FakeEvent<[Permissions]>(),
      },
      storage: {
        local: {
          get: async (key: string) => structuredClone({ [key]: this.stored[key] }),
          set: async (values: Record<string, unknown>) => {
            fail('storage');
            Object.assign(this.stored, structuredClone(values));
          },
          onChanged: new FakeEvent<[Record<string, unknown>]>(),
        },
      },
      scripting: {
        getRegisteredContentScripts: async () => [...this.scripts],
        unregisterContentScripts: async () => void this.scripts.splice(0),
        registerContentScripts: async (scripts: { id: string; matches: string[] }[]) => {
          fail('scripts');
          this.scripts.push(...scripts);
        },
      },
      tabs: {
        query: async () => {
          fail('tabs');
          return this.tabs;
        },
        get: async (wanted: number) => this.tabs.find(({ id }) => id === wanted),
      },
      runtime: { onInstalled: this.#began, onStartup: this.#began, getURL: (file: string) => `chrome-extension://wherefrom/${file}` },
    };
    const turns = new Map<string, Promise<unknown>>();
    const locks = {
      request: (name: string, work: () => Promise<unknown>) => {
        const done = (turns.get(name) ?? Promise.resolve()).then(work);
        turns.set(name, done.catch(() => undefined));
        return done;
      },
    };
    Object.defineProperty(globalThis, 'chrome', { value: chrome, configurable: true });
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  }

  /** The extension gives something back, or the reader takes it in the browser's own settings. */
  takeBack(...names: string[]): boolean {
    for (const name of names) this.given.delete(name);
    this.#removed.tell({});
    return true;
  }

  /** The browser is started. */
  begin(): void {
    this.#began.tell();
  }
}

const namesOf = ({ permissions = [], origins = [] }: Permissions): string[] => [...permissions, ...origins];
