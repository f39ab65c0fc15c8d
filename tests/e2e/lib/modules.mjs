// The content script's modules, and the panel's, alone in a page, without extension and engine: what they do there can be looked at.
import path from 'node:path';
import { build } from 'esbuild';

const src = path.resolve(import.meta.dirname, '../../../extension/src');

let bundle = null;
/** As one script that leaves them in `window.modules`. */
function bundled() {
  bundle ??= build({
    stdin: { contents: "export * from './collect/collect'; export * from './collect/elsewhere'; export * from './page/paint'; export * from './page/watch'; export * from './views/panel/view';", resolveDir: src },
    bundle: true,
    format: 'iife',
    globalName: 'modules',
    write: false,
  }).then(({ outputFiles }) => outputFiles[0].text);
  return bundle;
}

/** Puts them into the page, whose body is this markup from then on; it stays as it is where there is none. */
export async function loadModules(page, markup) {
  await page.evaluate(`(markup) => { ${await bundled()}; window.modules = modules; if (markup !== null) document.body.innerHTML = markup; }`, markup);
}
