import type { TextKind } from '../shared/parts';

/** What is selected or written on a page, in any of its frames that may be read: asked once, by a function that brings all that it needs. */

export async function readText(tab: number, frame: number, what: Exclude<TextKind, 'given' | 'file'>): Promise<string> {
  const [result] = await chrome.scripting.executeScript({ target: { tabId: tab, frameIds: [frame] }, func: read, args: [what] });
  return typeof result?.result === 'string' ? result.result : '';
}

/** It runs in the page: by prototypes alone, since a page names its elements as it likes. */
function read(what: string): string {
  const get = (prototype: object, name: string, of: unknown): unknown => Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(of);
  let element = get(Document.prototype, 'activeElement', document) as Element | null;
  for (let inner = element; inner; ) {
    element = inner;
    const tree = get(Element.prototype, 'shadowRoot', inner) as ShadowRoot | null;
    inner = tree && (get(ShadowRoot.prototype, 'activeElement', tree) as Element | null);
  }
  const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  if (what === 'selection' && !isField) return String(getSelection() ?? '');
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
    const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    // What is hidden while it is typed is nobody's to show.
    if (get(prototype, 'type', element) === 'password') return '';
    const value = String(get(prototype, 'value', element));
    return what === 'selection' ? value.slice(Number(get(prototype, 'selectionStart', element)), Number(get(prototype, 'selectionEnd', element))) : value;
  }
  // The whole of what can be written in, not the part of it that has the focus.
  let host = element;
  for (let at = element; at; at = get(Node.prototype, 'parentElement', at) as Element | null) {
    if (at instanceof HTMLElement && get(HTMLElement.prototype, 'isContentEditable', at) === true) host = at;
  }
  return host instanceof HTMLElement && get(HTMLElement.prototype, 'isContentEditable', host) === true ? String(get(HTMLElement.prototype, 'innerText', host)) : '';
}
