/**
 * The document as it is, whatever a page names its elements. `<input name="nextSibling">` in a form, or `<img name="body">`
 * in a page, stand where the property of that name was, in every world that shares the document. Prototypes are out of their
 * reach, so everything here is asked of these. Nodes of text have no names to fear.
 */

/** The reading side of a property, for objects of other windows too. */
function property<T extends object, K extends keyof T>(prototype: () => T, name: K): (of: T) => T[K] {
  let get: (() => T[K]) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(prototype(), name)?.get;
    if (!get) throw new TypeError(`${String(name)} has no getter`);
    return get.call(of);
  };
}

/** A method, to be called with its object first. */
const method = <T extends object, A extends unknown[], R>(found: () => (this: T, ...given: A) => R) => (of: T, ...given: A): R => found().apply(of, given);

const node = (): Node => Node.prototype;
const element = (): Element => Element.prototype;
const document = (): Document => Document.prototype;

export const nodeType = property(node, 'nodeType');
export const firstChild = property(node, 'firstChild');
export const nextSibling = property(node, 'nextSibling');
export const parentNode = property(node, 'parentNode');
export const parentElement = property(node, 'parentElement');
export const contains = method<Node, [Node], boolean>(() => node().contains);
export const textContent = property(node, 'textContent');

export const localName = property(element, 'localName');
const namespace = property(element, 'namespaceURI');
const isHtml = (of: Element): boolean => namespace(of) === 'http://www.w3.org/1999/xhtml';
export const previousElement = property(element, 'previousElementSibling');
export const nextElement = property(element, 'nextElementSibling');
export const firstElement = property(element, 'firstElementChild');
/** An open one; a closed one is nobody's to look into. */
export const shadowTree = property(element, 'shadowRoot');
const assignedNodes = method<HTMLSlotElement, [], Node[]>(() => HTMLSlotElement.prototype.assignedNodes);
export const assigned = (slot: Element): Node[] => (localName(slot) === 'slot' && isHtml(slot) ? assignedNodes(slot as HTMLSlotElement) : []);
/**
 * The element around a node as it is seen: of what stands right in a shadow tree its host, of what is put into a slot the slot, of the
 * root of a page in a frame the frame. Asked by names and kinds, never by classes: what stands in a frame has those of the frame.
 */
const slotOf = property(element, 'assignedSlot');
const slotOfText = property((): Text => Text.prototype, 'assignedSlot');
const hostOf = property((): ShadowRoot => ShadowRoot.prototype, 'host');
export function around(node: Element | Text): Element | null {
  const slot = nodeType(node) === Node.TEXT_NODE ? slotOfText(node as Text) : slotOf(node as Element);
  if (slot) return slot;
  const parent = parentNode(node);
  if (parent === null) return null;
  if (nodeType(parent) === Node.DOCUMENT_FRAGMENT_NODE) return 'host' in parent ? hostOf(parent as ShadowRoot) : null;
  return nodeType(parent) === Node.DOCUMENT_NODE ? frameAround(parent as Document) : parentElement(node);
}
export const attribute = method<Element, [string], string | null>(() => element().getAttribute);
export const boxOf = method<Element, [], DOMRect>(() => element().getBoundingClientRect);
export const scrollIntoView = method<Element, [ScrollIntoViewOptions], void>(() => element().scrollIntoView);
const checkVisibility = method<Element, [CheckVisibilityOptions], boolean>(() => element().checkVisibility);
export const isRendered = (of: Element): boolean => checkVisibility(of, { visibilityProperty: true });

/** Whether it is a `<details>` of which only the summary is shown. */
export const isClosed = (of: Element): boolean => localName(of) === 'details' && isHtml(of) && attribute(of, 'open') === null;
const setAttribute = method<Element, [string, string], void>(() => element().setAttribute);
/** Opens every closed `<details>` around an element, as a click on their summaries does. */
export function unfold(of: Element): void {
  for (let at = around(of); at; at = around(at)) if (isClosed(at)) setAttribute(at, 'open', '');
}

export const body = property(document, 'body');
export const rootElement = property(document, 'documentElement');
export const title = property(document, 'title');
export const address = property(document, 'URL');
export const baseAddress = property(node, 'baseURI');
export const contentType = property(document, 'contentType');
export const visibility = property(document, 'visibilityState');
export const windowOf = property(document, 'defaultView');
export const documentOf = property(node, 'ownerDocument');

/** Frames of pages, by their tags. What a page names an element is no tag. */
const inIframe = property((): HTMLIFrameElement => HTMLIFrameElement.prototype, 'contentDocument');
const inFrame = property((): HTMLFrameElement => HTMLFrameElement.prototype, 'contentDocument');
/** The page in a frame, where it is of the same origin; null of any other, and of what is no frame. */
export function framed(of: Element): Document | null {
  if (!isHtml(of)) return null;
  return localName(of) === 'iframe' ? inIframe(of as HTMLIFrameElement) : localName(of) === 'frame' ? inFrame(of as HTMLFrameElement) : null;
}
/**
 * The answer of something that may have stood in a frame whose page is gone: Firefox refuses every question to that, by an exception.
 */
export function ifAlive<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

const frameAround = (of: Document): Element | null => windowOf(of)?.frameElement ?? null;
export const newRange = method<Document, [], Range>(() => document().createRange);
export const caretAt = method<Document, [number, number], CaretPosition | null>(() => document().caretPositionFromPoint);
export const elementAt = method<Document, [number, number], Element | null>(() => document().elementFromPoint);
const query = method<Document, [string], NodeListOf<Element>>(() => document().querySelectorAll);
export const all = (of: Document, selector: string): Element[] => [...query(of, selector)];

type Listening = [type: string, listener: EventListener, options: AddEventListenerOptions];
const add = method<EventTarget, Listening, void>(() => EventTarget.prototype.addEventListener);
const remove = method<EventTarget, Listening, void>(() => EventTarget.prototype.removeEventListener);

/** Listens to a pointer's or the keyboard's events in a document, before the page does. Returns the function that stops it. */
export function listen<K extends keyof DocumentEventMap>(of: EventTarget, type: K, listener: (event: DocumentEventMap[K]) => void, passive = true): () => void {
  const options = { passive, capture: true };
  const heard = (event: Event): void => listener(event as DocumentEventMap[K]);
  add(of, type, heard, options);
  return () => remove(of, type, heard, options);
}
