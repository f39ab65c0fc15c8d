// The rooms of extension/src, and who may know whom. No file is reached from itself by imports, and what only some rooms may
// touch, no other names.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const src = path.join(root, 'extension/src');

/** What each room may import, besides itself. */
const MAY = {
  shared: [],
  collect: ['shared'],
  page: ['shared', 'collect'],
  views: ['shared'],
  engine: ['shared'],
  files: ['shared'],
  keeper: ['shared', 'files'],
  library: ['shared', 'files', 'keeper'],
  packs: ['shared', 'engine', 'views', 'files', 'keeper', 'library'],
  panel: ['shared', 'views', 'keeper'],
  background: ['shared', 'engine', 'packs', 'files', 'keeper', 'library'],
  www: ['shared', 'collect', 'page', 'engine', 'views'],
  styles: ['shared'],
};

/** What is said in code, and the rooms that may say it. */
const WORDS = [
  [/\b(?:chrome\.storage|indexedDB|localStorage|navigator\.storage)\b/, ['background', 'packs', 'files', 'library']],
  [/\bWebAssembly\b|\bwherefrom-wasm\b|\bwherefrom-keeper\b/, ['engine', 'keeper']],
  [/\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/, []],
  [/: any\b|\bas any\b/, []],
];

const room = (file) => {
  const [first, second] = path.relative(root, file).split(path.sep);
  return first === 'www' ? 'www' : second === 'styles' ? 'styles' : path.relative(src, file).split(path.sep)[0];
};
const below = (dir) => readdirSync(dir, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => path.join(dir, name));
const files = [src, path.join(root, 'extension/styles')].flatMap(below).concat([path.join(root, 'www/demo.ts')]);
const known = new Set(files);
const imports = new Map();
const faults = [];

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const [own, name] = [room(file), path.relative(root, file)];
  const to = [...code.matchAll(/\b(?:from|import)\s+'(\.[^']+)'/g)].map(([, target]) => `${path.resolve(path.dirname(file), target)}.ts`);
  imports.set(file, to);
  for (const target of to) {
    if (!known.has(target)) faults.push(`${name}: imports ${path.relative(root, target)}, which is not there`);
    else if (room(target) !== own && !MAY[own]?.includes(room(target))) faults.push(`${name}: ${own} may not know ${room(target)}`);
  }
  for (const [word, rooms] of WORDS) {
    const found = word.exec(code);
    if (found && !rooms.includes(own) && !file.endsWith('.d.ts')) faults.push(`${name}: ${found[0]} is for ${rooms.join(' and ') || 'nobody'}`);
  }
}

/** Follows the imports from a file; a file that is met again on the way closes a circle. */
const done = new Set();
function follow(file, way) {
  if (way.includes(file)) {
    faults.push(`a circle: ${[...way.slice(way.indexOf(file)), file].map((one) => path.relative(root, one)).join(' -> ')}`);
    return;
  }
  if (done.has(file)) return;
  for (const target of imports.get(file) ?? []) follow(target, [...way, file]);
  done.add(file);
}
for (const file of files) follow(file, []);

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`imports: ${files.length} files know only whom they may`);
