import { nameOf } from './firms.mjs';

/**
 * How alike invented names are, to be held against what DESIGN.md counts of real ones: without the region 14 % collide with another firm's, and 16 %
 * have another firm one character away.
 */
export function likenessOf(firms) {
  const stems = countEach(firms.map(({ brand, trade, form }) => brand + trade + form));
  const names = [...new Set(firms.map(nameOf))];
  const patterns = countEach(names.flatMap(patternsOf));
  const share = (part, whole) => part.length / whole.length;
  return {
    collidingWithoutRegion: share(
      firms.filter(({ brand, trade, form }) => stems.get(brand + trade + form) > 1),
      firms,
    ),
    oneCharacterAway: share(
      names.filter((name) => patternsOf(name).some((pattern) => patterns.get(pattern) > 1)),
      names,
    ),
  };
}

function patternsOf(name) {
  return Array.from(name, (_, i) => `${name.slice(0, i)}?${name.slice(i + 1)}`);
}

function countEach(texts) {
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
