/** Elements without a framework. Text goes in as text: nothing that a page or a pack says is ever read as markup. */

export interface Options {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
}

export type Child = Node | string | null | undefined | false;

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, options: Options = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value);
  element.append(...children.filter((child): child is Node | string => typeof child === 'string' || child instanceof Node));
  return element;
}

/** A heading of level 1 to 6: the panel stands alone in the sidebar and under other headings on the demo page. */
export function heading(level: number, options: Options = {}): HTMLHeadingElement {
  const tags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;
  return make(tags[Math.min(Math.max(level, 1), 6) - 1] ?? 'h6', options);
}

/** Words for screen readers only. */
export function spoken(text: string): HTMLSpanElement {
  return make('span', { class: 'wf-spoken', text });
}

/** The line of a verdict as it stands on the page; its word always stands beside it. */
export function sample(kind: string): HTMLSpanElement {
  return make('span', { class: `wf-sample wf-sample-${kind}`, attributes: { 'aria-hidden': 'true' } });
}

/** A link that opens beside the panel, for web addresses only; for anything else the bare text. */
export function webLink(address: string | null, text: string, note: string): HTMLElement {
  if (address && URL.canParse(address)) {
    const url = new URL(address);
    if (url.protocol === 'http:' || url.protocol === 'https:') {
      const attributes = { href: url.href, target: '_blank', rel: 'noopener noreferrer' };
      return make('a', { text, attributes }, spoken(` ${note}`));
    }
  }
  return make('span', { text });
}

/** Milliseconds after which the browser has taken a file that is saved. */
const TAKEN = 60_000;

/** Has the browser save a file. */
export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  make('a', { attributes: { href: address, download: name } }).click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN);
}

/** The `lang` of a text, where it is known, so that a screen reader speaks it as it is. */
export function languageOf(language: string | null | undefined): Record<string, string> {
  return language ? { lang: language } : {};
}
