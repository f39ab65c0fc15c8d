import { parentElement } from '../collect/dom';
import type { LayerKind, Tone } from '../shared/layers';
import { tintOf, type Colour, type Rgb } from '../shared/palette';

/** The ground that a mark stands on, and the tone that its text can still be read in. */

/** The contrast that WCAG asks of text. */
const READABLE = 4.5;
/** Black and white text are equally readable on a background of this luminance. */
const MIDDLE = 0.179;
/** Where the background cannot be known, text lighter than this is taken to stand on a dark one: grey text is common on white. */
const LIGHT_TEXT = 0.3;

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, 0 to 1. */
export function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function grey(y: number): Rgb {
  const c = y <= 0.0031308 ? y * 12.92 : 1.055 * y ** (1 / 2.4) - 0.055;
  const channel = Math.min(255, Math.max(0, c * 255));
  return [channel, channel, channel];
}

/**
 * A computed colour. Colour spaces that computed styles keep as written are read by their lightness alone, as the grey
 * of the same luminance, which is all that contrast asks. Null where the form is not known.
 */
export function parseColour(css: string): Colour | null {
  const form = /^([a-z]+)\((?:(srgb|srgb-linear|display-p3) )?(.*)\)$/.exec(css.trim());
  if (!form) return null;
  const numbers = [...(form[3] ?? '').matchAll(/(-?[\d.]+(?:e-?\d+)?)(%?)/g)].map((m) => Number(m[1]) / (m[2] ? 100 : 1));
  const [a = 0, b = 0, c = 0, alpha = 1] = numbers;
  switch (form[1]) {
    case 'rgb':
    case 'rgba':
      return { rgb: [a, b, c], alpha };
    case 'color':
      return form[2] && form[2] !== 'srgb-linear' ? { rgb: [a * 255, b * 255, c * 255], alpha } : null;
    case 'oklab':
    case 'oklch':
      return { rgb: grey(a ** 3), alpha };
    case 'lab':
    case 'lch':
      return { rgb: grey(a > 8 ? ((a + 16) / 116) ** 3 : a / 903.3), alpha };
    default:
      return null;
  }
}

export function over(top: Colour, below: Colour): Colour {
  const mix = (i: 0 | 1 | 2): number => top.rgb[i] * top.alpha + below.rgb[i] * (1 - top.alpha);
  return { rgb: [mix(0), mix(1), mix(2)], alpha: 1 };
}

export function contrast(a: Colour, b: Colour): number {
  const [x, y] = [luminance(a.rgb), luminance(b.rgb)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** What stands behind an element's text, and the text's own colour. */
export interface Ground {
  dark: boolean;
  background: Colour;
  text: Colour;
}

const BLACK: Colour = { rgb: [0, 0, 0], alpha: 1 };
const WHITE: Colour = { rgb: [255, 255, 255], alpha: 1 };

/**
 * The ground under an element. Where a picture or nothing at all is behind the text (the canvas may be light or dark),
 * the text's own colour tells: readable light text stands on a dark ground.
 */
export function groundOf(element: Element, style: (element: Element) => CSSStyleDeclaration): Ground {
  const text = parseColour(style(element).color) ?? BLACK;
  const layers: Colour[] = [];
  let base: Colour | null = null;
  for (let at: Element | null = element; at && !base; at = parentElement(at)) {
    const { backgroundColor, backgroundImage } = style(at);
    const colour = parseColour(backgroundColor);
    if (backgroundImage !== 'none') break;
    if (!colour || colour.alpha === 0) continue;
    if (colour.alpha >= 1) base = colour;
    else layers.push(colour);
  }
  const background = layers.reduceRight((below, top) => over(top, below), base ?? (luminance(text.rgb) > LIGHT_TEXT ? BLACK : WHITE));
  return { dark: luminance(background.rgb) < MIDDLE, background, text: over(text, background) };
}

/**
 * The tone for one kind of mark on a ground: lighter on dark, and bare of its tint where that would take the text below the
 * contrast that everybody can read.
 */
export function toneFor(ground: Ground, kind: LayerKind): Tone {
  const tint = tintOf(kind, ground.dark ? 'dark' : 'light');
  const before = contrast(ground.text, ground.background);
  const after = tint ? contrast(ground.text, over(tint, ground.background)) : before;
  const bare = after < READABLE && after < before;
  return ground.dark ? (bare ? '-bare-dark' : '-dark') : bare ? '-bare' : '';
}
