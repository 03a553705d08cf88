import type { UnitRecord } from './compare.js';
import { readingsOf } from './confusable-characters.js';
import type { ParsedName } from './parse-name.js';

/** Longer posting lists are not read. */
const LONGEST_LIST = 400;
/** Postings read for one name, rarest keys first. */
const BUDGET = 1200;
/** Units handed on to the comparison. */
const KEPT = 16;
/** Characters of the trade words that take part in pairs with the 字号, so that a 字号 of two with one error still shares a key. */
const TRADE_REACH = 2;

/** An inverted index of the units of one division by pairs of characters (unordered, at most two apart) and pairs of readings. */
export class SimilarNames {
  private readonly postings = new Map<string, number[]>();

  constructor(private readonly units: readonly UnitRecord[]) {
    for (const [position, unit] of units.entries()) {
      for (const key of new Set(unit.names.flatMap((name) => similarityKeys(name.parsed)))) {
        const list = this.postings.get(key);
        if (list) list.push(position);
        else this.postings.set(key, [position]);
      }
    }
  }

  /** The units that share the most rare keys with the name, best first; ties by the order of the units. */
  similarTo(name: ParsedName): UnitRecord[] {
    const lists = [...new Set(similarityKeys(name))]
      .map((key) => ({ key, list: this.postings.get(key) ?? [] }))
      .filter(({ list }) => list.length > 0 && list.length <= LONGEST_LIST)
      .sort((a, b) => a.list.length - b.list.length || (a.key < b.key ? -1 : 1));
    const weights = new Map<number, number>();
    let read = 0;
    for (const { list } of lists) {
      if (read + list.length > BUDGET) break;
      read += list.length;
      const weight = 1 / Math.log2(2 + list.length);
      for (const position of list) weights.set(position, (weights.get(position) ?? 0) + weight);
    }
    const best = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, KEPT);
    return best.flatMap(([position]) => this.units[position] ?? []);
  }
}

function similarityKeys({ body, trade }: ParsedName): string[] {
  const keys: string[] = [];
  const reach = body.slice(0, trade.brand.length + TRADE_REACH);
  for (let i = 0; i < trade.brand.length; i += 1) {
    for (let j = i + 1; j <= i + 2 && j < reach.length; j += 1) keys.push(unordered(reach.charAt(i), reach.charAt(j)));
    if (i + 1 < trade.brand.length) keys.push(`~${unordered(reading(reach.charAt(i)), reading(reach.charAt(i + 1)))}`);
  }
  return keys;
}

function unordered(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function reading(character: string): string {
  return readingsOf(character)[0] ?? character;
}
