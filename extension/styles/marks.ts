import { MARKS, SELECTED, tintOf, type Colour, type Light, type Rgb } from '../src/shared/palette';
import { layerName, TONES, type LayerKind, type Tone } from '../src/shared/layers';

/** The marks' rules, made of the palette: `build.mjs` writes them to `marks.css` and `marks-author.css`. */

const KINDS: readonly LayerKind[] = ['copied', 'modified', 'changed', 'quoted', 'selected'];
const LIGHTS: readonly Light[] = ['light', 'dark'];

const rgb = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;
const rgba = ({ rgb: [r, g, b], alpha }: Colour): string => `rgb(${r} ${g} ${b} / ${alpha})`;
const select = (kind: LayerKind, tones: readonly Tone[], indent = ''): string => tones.map((tone) => `${indent}::highlight(${layerName(kind, tone)})`).join(',\n');
const selectAll = (indent = ''): string => KINDS.map((kind) => select(kind, TONES, indent)).join(',\n');
const rule = (selector: string, declarations: readonly string[], indent = ''): string =>
  `${selector} {\n${declarations.map((one) => `${indent}  ${one} !important;\n`).join('')}${indent}}`;

const tonesOf = (light: Light, bare: boolean): readonly Tone[] => {
  const tinted: Tone = light === 'dark' ? '-dark' : '';
  return bare ? [light === 'dark' ? '-bare-dark' : '-bare'] : [tinted];
};

function rulesOf(kind: LayerKind, light: Light): string[] {
  const lined = kind === 'selected' ? tonesOf(light, true) : [...tonesOf(light, false), ...tonesOf(light, true)];
  const line = kind === 'selected' ? `${SELECTED.line} ${rgb(SELECTED.lineColour[light])}` : `${MARKS[kind].line} ${rgb(MARKS[kind].colour[light])}`;
  const tint = tintOf(kind, light);
  return [
    rule(select(kind, lined), [`text-decoration: ${line}`]),
    ...(tint ? [rule(select(kind, tonesOf(light, false)), [`background-color: ${rgba(tint)}`])] : []),
  ];
}

/** In forced colours the reader's own palette rules, and the lines alone tell the kinds apart. */
function forced(kind: LayerKind): string {
  const line = kind === 'selected' ? 'overline solid 3px Highlight' : `${MARKS[kind].line} CanvasText`;
  return rule(select(kind, TONES, '  '), ['background-color: transparent', `text-decoration: ${line}`], '  ');
}

/**
 * On paper a page's background is left out, unless the reader asks for it, and browsers darken light text, but not that of a mark: it is black on
 * white, whichever of the two is printed.
 */
function printed(kind: LayerKind): string {
  const line = kind === 'selected' ? 'none' : `${MARKS[kind].line} ${rgb(MARKS[kind].colour.light)}`;
  return rule(select(kind, TONES, '  '), ['color: black', 'background-color: white', `text-decoration: ${line}`], '  ');
}

/**
 * Only lines and tints are ours: the text keeps the page's colour. A page can write rules for these names too. These are
 * inserted with the user's origin, where `!important` stands above everything that a page can write.
 */
export const userRules = (): string => [
  rule(selectAll(), [
    'background-color: transparent', 'text-decoration: none', 'text-underline-offset: auto', 'text-shadow: none', '-webkit-text-stroke-width: 0',
  ]),
  ...LIGHTS.flatMap((light) => KINDS.flatMap((kind) => rulesOf(kind, light))),
  `/* In Firefox the text's colour can be held here as well. */\n@supports (-moz-appearance: none) {\n${rule(selectAll('  '), ['color: currentColor'], '  ')}\n}`,
  `/* Chromium puts its selection colours behind every highlight on text whose colours it forces itself; text that takes its
 * forced colour from its parent keeps it. */
@media (forced-colors: active) {
  @supports (forced-color-adjust: preserve-parent-color) {
    :is(p, li, blockquote, dd),
    :is(p, li, blockquote, dd) :is(a, abbr, b, cite, code, em, i, mark, q, s, small, span, strong, sub, sup, time, u, wbr) {
      forced-color-adjust: preserve-parent-color !important;
      color: inherit !important;
      background-color: transparent !important;
    }

    :is(p, li, blockquote, dd) :any-link {
      color: LinkText !important;
    }
  }

${KINDS.map(forced).join('\n\n')}
}`,
  `@media print {\n${KINDS.map(printed).join('\n\n')}\n}`,
  '',
].join('\n\n');

/**
 * The one rule that is inserted with the author's origin: Chromium paints a highlight's own background only where an author's
 * rule sets its `color` or `background-color`, and takes the user's for none at all. In a nameless layer that stands before the
 * page's sheets, `!important` is above the page's own.
 */
export const authorRules = (): string => `@layer {\n${rule(selectAll('  '), ['color: currentColor'], '  ')}\n}\n`;
