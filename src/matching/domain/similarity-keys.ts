import { readingsOf } from './confusable-characters.js';
import type { ParsedName } from './parse-name.js';

/** Longer bodies are run-on texts: their first characters say enough. */
const LONGEST = 24;
/** A key of one character joins strangers. */
const SHORTEST = 2;

/**
 * What two names have in common when one may be a mistaken spelling of the other: whatever the comparison can find near shares a key.
 * Whether a pair is looked at hangs on the two names alone (and on how many share the key), never on which other names come closer: this is
 * what lets a change of a few rows be followed without looking at all others.
 */
export function similarityKeys({ body, trade: { brand, trade, rows } }: ParsedName): Set<string> {
  const keys = new Set<string>();
  const reach = body.slice(0, LONGEST);
  if (reach.length >= SHORTEST) keys.add(`d${reach}`);
  // One character too many, too few, another one or two in the wrong order: without one character both are the same.
  if (reach.length > SHORTEST) for (const shorter of withoutOne(reach)) keys.add(`d${shorter}`);
  keys.add(`p${[...reach].map(reading).join(' ')}`);
  keys.add(`b${brand}`);
  for (const row of rows) keys.add(`b${brand}|${row}`);
  // A trade that the table does not know counts as a part of the 字号: both begin alike.
  for (let to = SHORTEST; to <= Math.min(brand.length, LONGEST); to += 1) keys.add(`o${brand.slice(0, to)}`);
  if (reach.length > SHORTEST) keys.add(`o${reach.slice(0, SHORTEST + 1)}`);
  // A place or a parent company may stand in front of one of them.
  for (let from = Math.max(0, brand.length - LONGEST); from <= brand.length - SHORTEST; from += 1)
    keys.add(`s${brand.slice(from)}|${trade}`);
  return keys;
}

function withoutOne(text: string): string[] {
  return Array.from(text, (_, i) => text.slice(0, i) + text.slice(i + 1));
}

function reading(character: string): string {
  return readingsOf(character)[0] ?? character;
}
