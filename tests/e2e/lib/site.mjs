// The pages that the tests open: the demo site as it was built, and the pages of tests/e2e/pages, some of which take their
// paragraphs from the invented news.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from '../../../scripts/serve.mjs';
import { expectedVerdicts, plain } from './expected.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const templates = path.join(root, 'tests/e2e/pages');

/** What a page may forbid at most while its own style sheet still loads. */
const STRICT =
  "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** The article's paragraphs on a news page, as its HTML has them: those that its verdict file does not call furniture. */
function paragraphs(name) {
  const html = readFileSync(path.join(root, 'www/news', `${name}.html`), 'utf8');
  const article = expectedVerdicts(name).filter(({ expected }) => expected[0] !== 'furniture');
  return [...html.matchAll(/<p\b[^>]*>([\s\S]*?)<\/p>/g)]
    .filter(([, inner]) => {
      const text = plain(inner.replace(/<[^>]*>/g, '').replace(/&nbsp;/g, ' ').replace(/&amp;/g, '&'));
      return article.some(({ starts }) => text.startsWith(starts));
    })
    .map(([paragraph]) => paragraph);
}

/** So many paragraphs that nobody has written, the same each time: words chosen by SplitMix32. */
function invented(count) {
  const words = 'harbour lantern ferry council winter market bridge river keeper morning signal timber cargo pilot island weather letter engine garden window station orchard school hospital valley'.split(' ');
  let state = 1;
  const next = (below) => {
    state = (state + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
  const word = () => `${words[next(words.length)]}${next(4) === 0 ? next(1000) : ''}`;
  return Array.from({ length: count }, () => `<p>The ${Array.from({ length: 24 }, word).join(' ')}.</p>`).join('\n');
}

/** `<!-- paragraphs of NAME, NAME -->` stands for the paragraphs of these news pages, `<!-- 12 invented paragraphs -->` for others. */
const fill = (template) =>
  template.replace(/<!-- (\d+) invented paragraphs -->/, (_, count) => invented(Number(count))).replace(/<!-- paragraphs of ([\w, -]+?) -->/g, (_, names) => names.split(',').flatMap((name) => paragraphs(name.trim())).join('\n'));

/**
 * Serves it all on a port of its own. An address that ends in "?strict" comes with the strictest
 * Content-Security-Policy.
 */
export async function openSite() {
  const filled = path.join(root, 'dist/e2e');
  rmSync(filled, { recursive: true, force: true });
  mkdirSync(filled, { recursive: true });
  for (const name of readdirSync(templates)) {
    writeFileSync(path.join(filled, name), fill(readFileSync(path.join(templates, name), 'utf8')));
  }
  const headers = (url) => (url.searchParams.has('strict') ? { 'content-security-policy': STRICT } : {});
  // Last what was built, so that a page can load the engine by itself.
  return serve([path.join(root, 'dist/www'), filled, path.join(root, 'dist')], { headers });
}
