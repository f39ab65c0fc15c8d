import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorRules, userRules } from '../styles/marks';
import { customProperties } from '../styles/interface';
import { contrast, over, parseColour, toneFor, type Ground } from '../src/page/colour';
import { tintOf } from '../src/shared/palette';

const colour = (css: string) => parseColour(css) ?? assert.fail(css);
const ground = (text: string, background: string, dark = false): Ground => ({ dark, background: colour(background), text: colour(text) });

test('computed colours are read in the forms that browsers give', () => {
  assert.deepEqual(parseColour('rgb(1, 2, 3)'), { rgb: [1, 2, 3], alpha: 1 });
  assert.deepEqual(parseColour('rgba(1, 2, 3, 0.5)'), { rgb: [1, 2, 3], alpha: 0.5 });
  assert.deepEqual(parseColour('color(srgb 1 0 0.5 / 0.25)'), { rgb: [255, 0, 127.5], alpha: 0.25 });
  assert.ok((parseColour('oklch(0.98 0.01 90)')?.rgb[0] ?? 0) > 240);
  assert.ok((parseColour('lab(10 0 0)')?.rgb[0] ?? 255) < 40);
  assert.equal(parseColour('transparent'), null);
});

test('contrast is that of WCAG', () => {
  assert.equal(Math.round(contrast(colour('rgb(0, 0, 0)'), colour('rgb(255, 255, 255)'))), 21);
});

test('text that a tint would make hard to read is marked by its line alone', () => {
  assert.equal(toneFor(ground('rgb(0, 0, 0)', 'rgb(255, 255, 255)'), 'copied'), '');
  assert.equal(toneFor(ground('rgb(118, 118, 118)', 'rgb(255, 255, 255)'), 'copied'), '-bare');
  assert.equal(toneFor(ground('rgb(238, 238, 238)', 'rgb(17, 17, 17)', true), 'modified'), '-dark');
  assert.equal(toneFor(ground('rgb(118, 118, 118)', 'rgb(0, 0, 0)', true), 'quoted'), '-bare-dark');
});

test('plain text stays readable on every tint, and on the chosen paragraph’s over it', () => {
  for (const [light, text, background] of [['light', 'rgb(33, 33, 33)', 'rgb(255, 255, 255)'], ['dark', 'rgb(230, 230, 230)', 'rgb(18, 18, 18)']] as const) {
    const selected = tintOf('selected', light) ?? assert.fail();
    for (const kind of ['copied', 'modified', 'quoted'] as const) {
      const below = over(tintOf(kind, light) ?? assert.fail(), colour(background));
      assert.ok(contrast(colour(text), below) >= 4.5);
      assert.ok(contrast(colour(text), over(selected, below)) >= 4.5);
    }
  }
});

test('the rules are those of the palette, for every kind on light ground and on dark', () => {
  const rules = userRules();
  for (const expected of [
    '::highlight(wherefrom-copied),\n::highlight(wherefrom-copied-bare) {\n  text-decoration: underline solid 2px rgb(213 94 0) !important;\n}',
    '::highlight(wherefrom-copied) {\n  background-color: rgb(213 94 0 / 0.14) !important;\n}',
    '::highlight(wherefrom-modified-dark) {\n  background-color: rgb(86 180 233 / 0.18) !important;\n}',
    '::highlight(wherefrom-modified-changed-dark),\n::highlight(wherefrom-modified-changed-bare-dark) {\n  text-decoration: underline wavy 2px rgb(86 180 233) !important;\n}',
    '::highlight(wherefrom-selected-bare) {\n  text-decoration: overline solid 2px rgb(92 92 97) !important;\n}',
    '::highlight(wherefrom-selected) {\n  background-color: rgb(0 0 0 / 0.1) !important;\n}',
  ]) assert.ok(rules.includes(expected), expected);
  assert.doesNotMatch(rules, /highlight\(wherefrom-modified-changed\) \{\n {2}background-color: rgb/, 'changed words are untinted');
  assert.match(authorRules(), /^@layer \{\n {2}::highlight\(wherefrom-copied\),[^]*color: currentColor !important;/);
  assert.match(customProperties(), /--wf-copied: light-dark\(rgb\(213 94 0\), rgb\(255 143 77\)\);/);
});
