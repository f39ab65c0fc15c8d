import type { MarkKind } from './marks';

/**
 * The colours, once: the marks' rules and the panel's are made of this table by `styles/`, and `page/colour.ts` blends by it.
 * Those of the verdicts are Okabe and Ito's, which colour-blind readers tell apart.
 */

export type Rgb = readonly [red: number, green: number, blue: number];
export type Light = 'light' | 'dark';

export interface Colour {
  rgb: Rgb;
  /** 0 to 1. */
  alpha: number;
}

export interface Mark {
  /** As in CSS `text-decoration`: a line of its own for each kind, so that no mark depends on colour. */
  line: string;
  colour: Record<Light, Rgb>;
  /** How much of the colour is laid behind the words; null where nothing is. */
  tint: Record<Light, number> | null;
}

const VERMILION = { light: [213, 94, 0], dark: [255, 143, 77] } as const;
const BLUE = { light: [0, 114, 178], dark: [86, 180, 233] } as const;
const GREEN = { light: [0, 158, 115], dark: [60, 207, 160] } as const;

export const MARKS: Record<MarkKind, Mark> = {
  copied: { line: 'underline solid 2px', colour: VERMILION, tint: { light: 0.14, dark: 0.18 } },
  modified: { line: 'underline dashed 2px', colour: BLUE, tint: { light: 0.13, dark: 0.18 } },
  changed: { line: 'underline wavy 2px', colour: BLUE, tint: null },
  quoted: { line: 'underline dotted 2.5px', colour: GREEN, tint: { light: 0.13, dark: 0.16 } },
};

/** The chosen paragraph: a tint over the marks' own, and a line above where a tint would be too much. */
export const SELECTED = {
  tint: { light: { rgb: [0, 0, 0], alpha: 0.1 }, dark: { rgb: [255, 255, 255], alpha: 0.15 } } satisfies Record<Light, Colour>,
  line: 'overline solid 2px',
  lineColour: { light: [92, 92, 97], dark: [200, 200, 204] } satisfies Record<Light, Rgb>,
};

/** The panel's and the library's own, as `--wf-NAME`: on light ground, on dark. */
export const INTERFACE: Record<string, Record<Light, Rgb>> = {
  ground: { light: [255, 255, 255], dark: [27, 27, 29] },
  raised: { light: [245, 245, 243], dark: [38, 38, 41] },
  line: { light: [220, 220, 216], dark: [61, 61, 66] },
  text: { light: [29, 29, 31], dark: [237, 237, 238] },
  quiet: { light: [92, 92, 97], dark: [169, 169, 176] },
  accent: { light: [11, 83, 148], dark: [140, 196, 255] },
  'original-tint': { light: [226, 226, 223], dark: [60, 60, 66] },
  added: { light: [220, 235, 246], dark: [23, 58, 82] },
  missing: { light: [246, 227, 217], dark: [74, 42, 26] },
};

/** What a mark of a kind, or the choice of a paragraph, lays behind the words; null where nothing. */
export function tintOf(kind: MarkKind | 'selected', light: Light): Colour | null {
  if (kind === 'selected') return SELECTED.tint[light];
  const { colour, tint } = MARKS[kind];
  return tint && { rgb: colour[light], alpha: tint[light] };
}
