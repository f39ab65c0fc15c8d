import type { PageInput, PageTime } from '../shared/report';
import { address, all, assigned, attribute, body, boxOf, documentOf, firstChild, framed, isRendered, localName, nextSibling, nodeType, rootElement, shadowTree, textContent, title, windowOf } from './dom';
import { Gatherer, MAX_TIMES, timeOf, type CollectedBlock } from './gather';
import { absolute, isNamedBlock, Visibility } from './visible';

export { TooLong, type CollectedBlock } from './gather';

export interface Collected {
  page: PageInput;
  /** In the order of `page.blocks`. */
  blocks: CollectedBlock[];
  /** Places where something that cannot be seen stands within a word that can. It is left out of the text. */
  hiddenInWords: number;
}

/** Not read at all: no prose for the reader stands in them. */
const SKIPPED = new Set(
  ('script style noscript template textarea select option svg math iframe object embed canvas video audio picture map head rt rp')
    .split(' '),
);

/** Shadow trees and frames within each other that are looked into. */
const MAX_HOSTS = 64;

const FRAMES = new Set(['iframe', 'frame']);
/** A frame with as much of the window's width, and of its height, may hold the article; a smaller one is a box on the page. */
const FRAME = 0.5;

/** The body of the page in a frame, where that may be read and is large enough. */
function pageIn(frame: Element): Element | null {
  const page = framed(frame);
  const window = page && windowOf(documentOf(frame) ?? page);
  if (!page || !window || !isRendered(frame)) return null;
  const { width, height } = boxOf(frame);
  return width >= FRAME * window.innerWidth && height >= FRAME * window.innerHeight ? body(page) : null;
}

/** What is left to do: take in a node and its next siblings, one node alone, or leave an element. */
type Step = { chain: Node | null } | { one: Node } | { leave: Element } | { tree: 1 | -1 } | { end: Element };

/** Whether microdata or RDFa say that an element is the date of publication or of change. */
const isDated = (element: Element): boolean => {
  const named = `${attribute(element, 'itemprop') ?? ''} ${attribute(element, 'property') ?? ''}`;
  return named.length > 1 && /(?:^|\s)date(?:published|modified|created)(?:\s|$)/i.test(named);
};

/** Times in the head stand before all blocks. */
const timesOfHead = (document: Document): PageTime[] =>
  all(document, 'head > meta[content]').filter(isDated).slice(0, MAX_TIMES).map((element) => timeOf(element, 0));

/** JSON-LD by its media type, with parameters (RFC 2045) or without. */
const isJsonLd = (script: Element): boolean => attribute(script, 'type')?.split(';')[0]?.trim().toLowerCase() === 'application/ld+json';

/** Names and contents of `<meta>`, and of links to licences as if they were such, in the page's order. */
function metas(document: Document): [string, string][] {
  return all(document, 'meta[content], link[rel~="license" i][href], a[rel~="license" i][href]').flatMap((element): [string, string][] => {
    if (localName(element) !== 'meta') {
      const licence = absolute(attribute(element, 'href'), document);
      return licence === null ? [] : [['license', licence]];
    }
    const name = attribute(element, 'name') ?? (isDated(element) ? null : attribute(element, 'property') ?? attribute(element, 'itemprop'));
    return name ? [[name.toLowerCase(), attribute(element, 'content') ?? '']] : [];
  });
}

/**
 * Walks `root` in the order in which it is seen, without recursion, so that no nesting is too deep: in the place of an element that
 * has one stands its shadow tree, and in the place of a slot what is put there.
 */
function walk(root: Element, chosen: Element | null, document: Document, gatherer: Gatherer, visibility: Visibility): [number, number] | null {
  let range: [number, number] | null = null;
  let links = 0;
  let quotations = 0;
  let hosts = 0;
  const isLink = (element: Element): boolean => localName(element) === 'a' && attribute(element, 'href') !== null;
  const isQuotation = (element: Element): boolean => localName(element) === 'q';
  const leave = (element: Element): void => {
    if (isQuotation(element)) {
      quotations -= 1;
      if (quotations === 0) gatherer.mark('\u201d', links > 0, true);
    }
    if (visibility.isBlock(element)) gatherer.leave(isNamedBlock(element));
    if (element === chosen) range = [range?.[0] ?? 0, gatherer.end()];
    if (isLink(element)) links -= 1;
  };
  /** Takes one node in, and gives what is to be done next. */
  const take = (node: Node): Step[] => {
    const type = nodeType(node);
    if (type === Node.TEXT_NODE) gatherer.text(node as Text, links > 0);
    if (type !== Node.ELEMENT_NODE) return [];
    const element = node as Element;
    const tag = localName(element);
    if (!SKIPPED.has(tag) && visibility.isBlock(element)) gatherer.flush();
    // Microdata speak to programs, whether they are seen or not; a `<time>` alone to who reads it.
    if (isDated(element) || tag === 'time' && visibility.isSeen(element)) gatherer.time(element);
    const page = hosts < MAX_HOSTS && FRAMES.has(tag) ? pageIn(element) : null;
    if (page) {
      gatherer.flush();
      if (element === chosen) range = [gatherer.end(), gatherer.end()];
      return [{ tree: 1 }, { one: page }, { tree: -1 }, { end: element }];
    }
    if (SKIPPED.has(tag)) {
      gatherer.skip();
      return [];
    }
    if (tag === 'br') {
      gatherer.lineBreak();
      return [];
    }
    if (visibility.isBlock(element)) gatherer.enter(element, isNamedBlock(element));
    if (element === chosen) range = [gatherer.end(), gatherer.end()];
    if (isLink(element)) {
      links += 1;
      gatherer.link(absolute(attribute(element, 'href'), documentOf(element) ?? document) ?? '');
    }
    if (isQuotation(element)) {
      // Inside another one it gets no marks, so that each has one end.
      if (quotations === 0) gatherer.mark('\u201c', links > 0, false);
      quotations += 1;
    }
    return [...inside(element, tag), { leave: element }];
  };
  const inside = (element: Element, tag: string): Step[] => {
    const shadow = hosts < MAX_HOSTS ? shadowTree(element) : null;
    if (shadow) return [{ tree: 1 }, { chain: firstChild(shadow) }, { tree: -1 }];
    const put = tag === 'slot' && hosts > 0 ? assigned(element) : [];
    if (put.length > 0) return [{ tree: 1 }, ...put.map((one) => ({ one })), { tree: -1 }];
    return [{ chain: firstChild(element) }];
  };

  gatherer.enter(root, true);
  const steps: Step[] = inside(root, localName(root)).reverse();
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('leave' in step) {
      leave(step.leave);
    } else if ('end' in step) {
      if (step.end === chosen) range = [range?.[0] ?? 0, gatherer.end()];
    } else if ('tree' in step) {
      // No range goes from one tree into another.
      gatherer.skip();
      hosts += step.tree;
    } else {
      const node = 'one' in step ? step.one : step.chain;
      if (!node) continue;
      if ('chain' in step) steps.push({ chain: nextSibling(node) });
      for (const next of take(node).reverse()) steps.push(next);
    }
  }
  gatherer.leave(true);
  return root === chosen ? [0, gatherer.end()] : range;
}

/**
 * The page's text in blocks and its metadata, read from a live document. Nothing in the document is changed. `chosen` is the part that the
 * reader takes for the article.
 */
export function collect(document: Document, root: Element | null = body(document), chosen: Element | null = null): Collected {
  const visibility = new Visibility(document);
  const gatherer = new Gatherer(visibility);
  const range = root && walk(root, chosen, document, gatherer, visibility);
  const html = rootElement(document);
  const [canonical] = all(document, 'link[rel~="canonical" i][href]');
  return {
    page: {
      url: address(document),
      title: title(document) || null,
      lang: (html && attribute(html, 'lang')) || null,
      canonical: canonical ? absolute(attribute(canonical, 'href'), document) : null,
      meta: metas(document),
      json_ld: all(document, 'script[type]').filter(isJsonLd).map((element) => textContent(element) ?? ''),
      times: [...timesOfHead(document), ...gatherer.times].slice(0, MAX_TIMES),
      chosen: range,
      elements: gatherer.elements,
      blocks: gatherer.blocks,
    },
    blocks: gatherer.collected,
    hiddenInWords: gatherer.hiddenInWords,
  };
}
