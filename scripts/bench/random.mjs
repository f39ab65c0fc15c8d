// Random numbers that are the same on every machine.

/**
 * A source of numbers for one thing, named by up to three integers. Sources of different names never run into each other
 * (sfc32 has 128 bits of state), so that any document can be made without those before it.
 */
export function random(seed, stream = 0, index = 0) {
  let a = seed | 0;
  let b = stream | 0;
  let c = index | 0;
  let counter = 1;
  /** A number from 0 up to but not 1. */
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  // Names differ in a few low bits; after a dozen steps every bit of the state depends on all of them.
  for (let step = 0; step < 12; step += 1) next();
  /** An integer from 0 up to but not `n`. */
  const below = (n) => Math.floor(next() * n);
  const pick = (list) => list[below(list.length)];
  return { next, below, pick };
}
