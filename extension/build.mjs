/**
 * Builds the two extensions and the demo site from what the Rust build left in dist/:
 *
 *     dist/wasm, dist/packs  ->  dist/chromium, dist/firefox, dist/www
 *
 * The scripts are bundled and not minified, so that a store's reviewer reads what we wrote.
 */
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const dist = path.join(root, 'dist');
const inDist = (...parts) => path.join(dist, ...parts);

async function need(file) {
  try {
    await stat(file);
  } catch {
    throw new Error(`${path.relative(root, file)} is missing: "make build" makes it first.`);
  }
}

/**
 * The engine's glue keeps its instance in the module's own variables, and a trap poisons that instance for good. As a
 * function that runs the glue's body, every call has variables, and so an instance, of its own.
 */
const glueOf = (module, file, make) => ({
  name: module,
  setup(esbuild) {
    esbuild.onResolve({ filter: new RegExp(`^${module}$`) }, () => ({ path: module, namespace: module }));
    esbuild.onLoad({ filter: /.*/, namespace: module }, async () => {
      const glue = await esbuild.esbuild.build({
        entryPoints: [file],
        bundle: true,
        format: 'cjs',
        target: 'es2022',
        write: false,
        define: { 'import.meta.url': '""' },
      });
      const body = glue.outputFiles[0].text;
      return { contents: `export function ${make}() {\nconst module = { exports: {} };\n${body}\nreturn module.exports;\n}`, loader: 'js' };
    });
  },
});

const keeperGlue = glueOf('wherefrom-keeper', inDist('keeper', 'wherefrom_keeper.js'), 'newKeeperGlue');
const wasmGlue = glueOf('wherefrom-wasm', inDist('wasm', 'wherefrom.js'), 'newGlue');

/** The part of unzipit that Node alone would run loads a module by a computed name, which no store's reviewer can follow. */
const withoutNode = {
  name: 'without-node',
  setup(esbuild) {
    esbuild.onLoad({ filter: /unzipit\.module\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const loads = 'await import(moduleId)';
      if (!text.includes(loads)) throw new Error(`${file} does not say "${loads}" any more: look whether it is still to be taken out`);
      return { contents: text.replaceAll(loads, '{}'), loader: 'js' };
    });
  },
};

const packs = async () => (await readdir(inDist('packs'))).filter((name) => name.endsWith('.wfp')).sort();

async function bundle(entry, outfile, options = {}) {
  await build({
    entryPoints: [path.join(root, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    target: ['chrome128', 'firefox149'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [wasmGlue, keeperGlue, withoutNode],
    define: { PACK_FILES: JSON.stringify(await packs()) },
    ...options,
  });
}

/** The style sheets that are made of the palette, by their names. */
async function styles() {
  const { outputFiles } = await build({
    stdin: { contents: "export * from './marks';\nexport * from './interface';", resolveDir: path.join(here, 'styles') },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const { userRules, authorRules, customProperties } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return { 'marks.css': userRules(), 'marks-author.css': authorRules(), 'palette.css': customProperties() };
}

async function copyEngine(out) {
  await cp(inDist('wasm', 'wherefrom_bg.wasm'), path.join(out, 'wherefrom_bg.wasm'));
  for (const name of await packs()) await cp(inDist('packs', name), path.join(out, 'packs', name));
}

/** One base, and what each browser wants on top of it. */
const MANIFESTS = {
  chromium: (base) => ({
    ...base,
    minimum_chrome_version: '128',
    permissions: [...base.permissions, 'sidePanel'],
    background: { service_worker: 'background.js', type: 'module' },
    side_panel: { default_path: 'panel.html' },
  }),
  firefox: (base) => ({
    ...base,
    background: { scripts: ['background.js'], type: 'module' },
    sidebar_action: {
      default_title: 'Wherefrom',
      default_panel: 'panel.html',
      default_icon: base.action.default_icon,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: 'wherefrom@wherefrom.invalid',
        strict_min_version: '149.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  }),
};

async function buildExtension(browser) {
  const out = inDist(browser);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const base = JSON.parse(await readFile(path.join(here, 'manifest.base.json'), 'utf8'));
  await writeFile(path.join(out, 'manifest.json'), `${JSON.stringify(MANIFESTS[browser](base), null, 2)}\n`);
  await bundle('extension/src/background/main.ts', path.join(out, 'background.js'), {
    alias: { 'open-panel': path.join(here, `src/background/open-panel.${browser}.ts`) },
  });
  await bundle('extension/src/panel/main.ts', path.join(out, 'panel.js'));
  await bundle('extension/src/packs/main.ts', path.join(out, 'library.js'));
  await bundle('extension/src/packs/worker.ts', path.join(out, 'examine.js'));
  await bundle('extension/src/keeper/worker.ts', path.join(out, 'keeper.js'));
  await bundle('extension/src/library/finder-worker.ts', path.join(out, 'finder.js'));
  await bundle('extension/src/page/main.ts', path.join(out, 'content.js'), { format: 'iife' });
  await bundle('extension/src/page/arrived.ts', path.join(out, 'arrived.js'), { format: 'iife' });
  for (const file of ['panel.html', 'library.html', 'base.css', 'forms.css', 'panel.css', 'library.css', 'comparison.css']) await cp(path.join(here, file), path.join(out, file));
  for (const [file, rules] of Object.entries(await styles())) await writeFile(path.join(out, file), rules);
  for (const size of ['16', '32', '48', '128']) {
    await cp(path.join(here, 'icons', `${size}.png`), path.join(out, 'icons', `${size}.png`));
  }
  await copyEngine(out);
  await cp(inDist('keeper', 'wherefrom_keeper_bg.wasm'), path.join(out, 'wherefrom_keeper_bg.wasm'));
}

async function buildDemo() {
  const out = inDist('www');
  const www = path.join(root, 'www');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await bundle('www/demo.ts', path.join(out, 'demo.js'));
  for (const file of ['index.html', 'demo.css']) await cp(path.join(www, file), path.join(out, file));
  for (const file of ['base.css', 'forms.css', 'panel.css', 'comparison.css']) await cp(path.join(here, file), path.join(out, file));
  const made = await styles();
  await writeFile(path.join(out, 'palette.css'), made['palette.css']);
  await writeFile(path.join(out, 'marks.css'), `${made['marks.css']}\n${made['marks-author.css']}`);
  await cp(path.join(here, 'icons', '32.png'), path.join(out, 'icon.png'));
  await cp(path.join(www, 'news'), path.join(out, 'news'), { recursive: true });
  await copyEngine(out);
}

try {
  for (const file of ['wasm/wherefrom.js', 'wasm/wherefrom_bg.wasm', 'keeper/wherefrom_keeper.js', 'keeper/wherefrom_keeper_bg.wasm', 'packs']) await need(inDist(file));
  if ((await packs()).length === 0) throw new Error('dist/packs holds no .wfp file: "make build" makes the packs first.');
  await Promise.all([buildExtension('chromium'), buildExtension('firefox'), buildDemo()]);
  console.error('built dist/chromium, dist/firefox and dist/www');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
