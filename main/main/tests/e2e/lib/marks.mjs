// What the page's own world sees of the marks: the highlight registry is shared between a page and its content scripts.
import { until } from './wait.mjs';

/**
 * In document order, each mark on the page: its kind ("copied", "modified", "changed", "quoted", "selected"), the words that
 * it stands on, and all the words of the paragraph around it.
 */
export function readMarks(page) {
  return page.evaluate(() => {
    const marks = [];
    CSS.highlights.forEach((highlight, name) => {
      // Kinds have several names, one for each ground that they are painted on.
      const kind = /^wherefrom-(?:modified-)?(copied|modified|changed|quoted|selected)/.exec(name)?.[1];
      if (kind === undefined) return;
      highlight.forEach((range) => {
        let element = range.startContainer;
        while (element.nodeType !== 1 || /^(A|B|EM|I|MARK|SMALL|SPAN|STRONG|TIME)$/.test(element.tagName)) element = element.parentNode;
        marks.push({ kind, text: range.toString(), around: element.textContent, range });
      });
    });
    marks.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
    return marks.map(({ kind, text, around }) => ({ kind, text, around }));
  });
}

/** The marks, as soon as there are any. */
export async function waitForMarks(page, options) {
  return until('marks on the page', async () => {
    const marks = await readMarks(page);
    return marks.length > 0 && marks;
  }, options);
}

export const waitForNoMarks = (page, options) => until('the marks to go', async () => (await readMarks(page)).length === 0, options);

/** Everything that a page could find changed in its document: its markup and its style sheets. */
export const readDocument = (page) =>
  page.evaluate(() => ({
    markup: document.documentElement.outerHTML,
    sheets: document.styleSheets.length,
    adopted: document.adoptedStyleSheets.length,
    doctype: document.doctype?.name ?? null,
    nodes: document.querySelectorAll('*').length,
  }));
