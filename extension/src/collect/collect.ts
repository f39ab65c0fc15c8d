import type { PageInput, PageTime } from '../shared/report';
import { address, all, attribute, body, firstChild, localName, nextSibling, nodeType, parentNode, rootElement, textContent, title } from './dom';
import { Gatherer, MAX_TIMES, timeOf, type CollectedBlock } from './gather';
import { absolute, Visibility } from './visible';

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
  ('script style noscript template textarea select option svg math iframe object embed canvas video audio picture map head')
    .split(' '),
);

/** A block of text ends where one of these begins or ends. A fixed list, because the command reads pages without styles. */
const BLOCK_LEVEL = new Set(
  ('address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure '
    + 'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody '
    + 'td tfoot th thead tr ul').split(' '),
);

const isBlock = (element: Element): boolean => BLOCK_LEVEL.has(localName(element));

/** Whether microdata or RDFa say that an element is the date of publication or of change. */
const isDated = (element: Element): boolean => {
  const named = `${attribute(element, 'itemprop') ?? ''} ${attribute(element, 'property') ?? ''}`;
  return named.length > 1 && /(?:^|\s)date(?:published|modified|created)(?:\s|$)/i.test(named);
};

/** Times in the head stand before all blocks. */
const timesOfHead = (document: Document): PageTime[] =>
  all(document, 'head > meta[content]').filter(isDated).slice(0, MAX_TIMES).map((element) => timeOf(element, 0));

/** Walks `root` in document order without recursion, so that no nesting is too deep. */
function walk(root: Element, document: Document, gatherer: Gatherer): void {
  let links = 0;
  let quotations = 0;
  const isLink = (element: Element): boolean => localName(element) === 'a' && attribute(element, 'href') !== null;
  const isQuotation = (element: Element): boolean => localName(element) === 'q';
  const leave = (element: Element): void => {
    if (isQuotation(element)) {
      quotations -= 1;
      if (quotations === 0) gatherer.mark('\u201d', links > 0, true);
    }
    if (isBlock(element)) gatherer.leave();
    if (isLink(element)) links -= 1;
  };
  /** Takes one node in; its first child where the walk goes down into it. */
  const take = (node: Node): Node | null => {
    const type = nodeType(node);
    if (type === Node.TEXT_NODE) gatherer.text(node as Text, links > 0);
    if (type !== Node.ELEMENT_NODE) return null;
    const element = node as Element;
    const tag = localName(element);
    if (tag === 'time' || isDated(element)) gatherer.time(element);
    if (SKIPPED.has(tag)) {
      gatherer.skip();
      return null;
    }
    if (tag === 'br') {
      gatherer.lineBreak();
      return null;
    }
    if (isBlock(element)) gatherer.enter(element);
    if (isLink(element)) {
      links += 1;
      gatherer.link(absolute(attribute(element, 'href'), document) ?? '');
    }
    if (isQuotation(element)) {
      // Inside another one it gets no marks, so that each has one end.
      if (quotations === 0) gatherer.mark('\u201c', links > 0, false);
      quotations += 1;
    }
    const down = firstChild(element);
    if (!down) leave(element);
    return down;
  };

  gatherer.enter(root);
  let node: Node | null = firstChild(root);
  while (node) {
    let next: Node | null = take(node) ?? nextSibling(node);
    while (!next) {
      node = parentNode(node);
      if (!node || node === root) break;
      leave(node as Element);
      next = nextSibling(node);
    }
    node = next;
  }
  gatherer.leave();
}

/** The page's text in blocks and its metadata, read from a live document. Nothing in the document is changed. */
export function collect(document: Document, root: Element | null = body(document)): Collected {
  const gatherer = new Gatherer(new Visibility(document, isBlock));
  if (root) walk(root, document, gatherer);
  const html = rootElement(document);
  const [canonical] = all(document, 'link[rel~="canonical"][href]');
  const meta = all(document, 'meta[content]').flatMap((element): [string, string][] => {
    const name = attribute(element, 'name') ?? (isDated(element) ? null : attribute(element, 'property') ?? attribute(element, 'itemprop'));
    return name ? [[name.toLowerCase(), attribute(element, 'content') ?? '']] : [];
  });
  for (const link of all(document, 'link[rel~="license" i][href], a[rel~="license" i][href]')) meta.push(['license', absolute(attribute(link, 'href'), document) ?? '']);
  return {
    page: {
      url: address(document),
      title: title(document) || null,
      lang: (html && attribute(html, 'lang')) || null,
      canonical: canonical ? absolute(attribute(canonical, 'href'), document) : null,
      meta,
      json_ld: all(document, 'script[type="application/ld+json"]').map((element) => textContent(element) ?? ''),
      times: [...timesOfHead(document), ...gatherer.times],
      elements: gatherer.elements,
      blocks: gatherer.blocks,
    },
    blocks: gatherer.collected,
    hiddenInWords: gatherer.hiddenInWords,
  };
}
