import assert from 'node:assert/strict';
import { test } from 'node:test';
import { droppedAt, pathOf, withoutAssets } from '../src/shared/assets';

const file = (path: string): File => {
  const made = new File(['x'], path.slice(path.lastIndexOf('/') + 1));
  droppedAt(made, path);
  return made;
};
const left = (...paths: string[]): string[] => withoutAssets(paths.map(file)).map(pathOf);

test('what belongs to a saved page is left out, in any language, beside its page alone', () => {
  assert.deepEqual(left('a/Ferry.html', 'a/Ferry_files/frame.html', 'a/Ferry_files/deep/data.json'), ['a/Ferry.html']);
  assert.deepEqual(left('a/Reiher.htm', 'a/Reiher-Dateien/x.html', 'a/Héron.html', 'a/Héron_fichiers/y.html', 'a/Garza.xhtml', 'a/Garza_archivos/z.html'), ['a/Reiher.htm', 'a/Héron.html', 'a/Garza.xhtml']);
  const others = ['a/Notes.txt', 'a/Notes_files/x.html', 'b/Ferry_files/x.html', 'c/Ferry.html', 'c/Ferry/x.html', 'Ferry_files/y.html'];
  assert.deepEqual(left(...others), others);
  assert.equal(withoutAssets([new File(['x'], 'page.html')]).length, 1);
});
