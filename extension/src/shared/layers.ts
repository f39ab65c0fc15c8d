import type { MarkKind } from './marks';

/** The names of the marks in a page's highlight registry, which the page can read. */

/**
 * Which dress a mark wears where it stands: lighter lines on dark backgrounds, and no tint (`bare`) where a tint would
 * take the page's text below the contrast that everybody can read.
 */
export const TONES = ['', '-bare', '-dark', '-bare-dark'] as const;
export type Tone = (typeof TONES)[number];

export type LayerKind = MarkKind | 'selected';

const NAMES: Record<LayerKind, string> = {
  copied: 'wherefrom-copied',
  modified: 'wherefrom-modified',
  changed: 'wherefrom-modified-changed',
  quoted: 'wherefrom-quoted',
  selected: 'wherefrom-selected',
};

export const layerName = (kind: LayerKind, tone: Tone): string => NAMES[kind] + tone;

/** All of them. */
export const LAYER_NAMES: readonly string[] = (Object.keys(NAMES) as LayerKind[]).flatMap((kind) => TONES.map((tone) => layerName(kind, tone)));
