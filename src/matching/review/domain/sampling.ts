/** The seeds of samples: what a signed column holds. */
export const MAX_SEED = 2 ** 31 - 1;

/**
 * Draws without replacement, each set of `size` items equally likely; the same seed and items draw the same sample, in random order. All items
 * where there are fewer. Fisher–Yates, stopped early.
 * @param items in an order that does not depend on chance
 */
export function drawSample<T>(items: readonly T[], size: number, seed: number): T[] {
  const random = mulberry32(seed);
  const pool = [...items];
  const drawn: T[] = [];
  while (drawn.length < size && pool.length > 0) {
    const [item] = pool.splice(Math.floor(random() * pool.length), 1);
    if (item !== undefined) drawn.push(item);
  }
  return drawn;
}

/** T. Ettinger's mulberry32: 32 bits of state, uniform in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
