import { INTERFACE, MARKS, tintOf, type Light, type Rgb } from '../src/shared/palette';

/** The palette as custom properties of the panel and the library: `build.mjs` writes them to `palette.css`. */

const rgb = ([r, g, b]: Rgb, alpha = 1): string => (alpha === 1 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${alpha})`);
const both = (colour: (light: Light) => string): string => `light-dark(${colour('light')}, ${colour('dark')})`;

export function customProperties(): string {
  const own = Object.entries(INTERFACE).map(([name, colours]) => [name, both((light) => rgb(colours[light]))]);
  const marks = (['copied', 'modified', 'quoted'] as const).flatMap((kind) => [
    [kind, both((light) => rgb(MARKS[kind].colour[light]))],
    [`${kind}-tint`, both((light) => {
      const tint = tintOf(kind, light);
      return tint ? rgb(tint.rgb, tint.alpha) : 'transparent';
    })],
  ]);
  return `:root {\n${[...own, ...marks].map(([name, value]) => `  --wf-${name}: ${value};\n`).join('')}}\n`;
}
