/** Parts of a pack's file. */

export type Range = readonly [start: number, end: number];

/** `[start, end]` one after another, as the engine tells them. */
export const pairs = (numbers: ArrayLike<number>): Range[] =>
  Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0] as const);

/** `[pack, start, end]` one after another, as the ranges of each pack. */
export function byPack(numbers: ArrayLike<number>): Map<number, Range[]> {
  const found = new Map<number, Range[]>();
  for (let at = 0; at < numbers.length; at += 3) {
    const pack = numbers[at] ?? 0;
    const ranges = found.get(pack) ?? [];
    found.set(pack, ranges);
    ranges.push([numbers[at + 1] ?? 0, numbers[at + 2] ?? 0]);
  }
  return found;
}

/** Ranges, one behind the other, in one read: a read takes longer than most of what it brings. */
export async function readRanges(pack: Blob, ranges: readonly Range[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(ranges.map(([start, end]) => pack.slice(start, end))).arrayBuffer());
}
