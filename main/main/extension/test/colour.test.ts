import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contrast, over, parseColour, TINTS, toneFor, type Ground } from '../src/content/colour';

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
    const { selected, ...tints } = TINTS[light];
    for (const tint of Object.values(tints)) {
      const below = over(tint, colour(background));
      assert.ok(contrast(colour(text), below) >= 4.5);
      assert.ok(contrast(colour(text), over(selected ?? assert.fail(), below)) >= 4.5);
    }
  }
});

test('the tints are those of content.css', () => {
  const rules = readFileSync('content.css', 'utf8');
  for (const [light, suffix] of [['light', ''], ['dark', '-dark']] as const) {
    for (const [kind, tint] of Object.entries(TINTS[light])) {
      const rule = `::highlight(wherefrom-${kind}${suffix}) {\n  background-color: rgb(${tint.rgb.join(' ')} / ${tint.alpha}) !important;\n}`;
      assert.ok(rules.includes(rule), rule);
    }
  }
});
