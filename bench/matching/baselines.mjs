/** Three ways to match names without this product's rules, on the same data and as kindly as one can: see `bestThreshold`. */
import { groupBy } from './group-by.mjs';

const WANTED_PRECISION = 0.999;
/** Nearest names by bigrams that Jaro-Winkler looks at: all pairs of a county would take the afternoon. */
const NEAREST = 20;
const LONGEST_POSTING = 3000;

export function runBaselines({ enterprises, units, truth }) {
  const names = { enterprises: enterprises.map(prepared), units: units.map(prepared) };
  const near = nearestByBigrams(names);
  const rejudged = near.flatMap(({ left, right }) => ({ left, right, score: jaroWinkler(left.name, right.name) }));
  const isTrue = new Set(truth.map(({ enterpriseId, unitId }) => `${enterpriseId}:${unitId}`));
  return [
    { name: 'exact after normalisation', pairs: exactPairs(names) },
    { name: 'Jaro-Winkler', pairs: mutualBest(rejudged) },
    { name: 'character-bigram cosine', pairs: mutualBest(near) },
  ].map(({ name, pairs }) => ({ name, ...bestThreshold(pairs, isTrue, truth) }));
}

function prepared({ id, name, countyCode }) {
  const text = name
    .normalize('NFKC')
    .replace(/[\s\u200b]/g, '')
    .replace('有限责任公司', '有限公司');
  return { id, countyCode, name: text };
}

/** Equal names, in the same county where there are several. */
function exactPairs({ enterprises, units }) {
  const byName = groupBy(units, ({ name }) => name);
  const pairs = enterprises.flatMap((left) => {
    const same = byName.get(left.name) ?? [];
    const here = same.filter(({ countyCode }) => countyCode === left.countyCode);
    const [right, another] = here.length > 0 ? here : same;
    return right && !another ? [{ left, right, score: 1 }] : [];
  });
  return mutualBest(pairs);
}

function bigrams(name) {
  return [...new Set(Array.from({ length: name.length - 1 }, (_, i) => name.slice(i, i + 2)))];
}

/** The nearest units of each enterprise's county by the cosine of their bigrams, rare ones weighing more. */
function nearestByBigrams({ enterprises, units }) {
  const found = [];
  const unitsOf = groupBy(units, ({ countyCode }) => countyCode);
  const rarity = rarities(units);
  for (const [county, members] of groupBy(enterprises, ({ countyCode }) => countyCode)) {
    const rights = unitsOf.get(county) ?? [];
    const { postings, norms } = indexed(rights, rarity);
    for (const left of members) {
      const dots = new Float64Array(rights.length);
      const own = bigrams(left.name);
      for (const gram of own) for (const i of postings.get(gram) ?? []) dots[i] += rarity(gram) ** 2;
      const norm = Math.sqrt(own.reduce((sum, gram) => sum + rarity(gram) ** 2, 0));
      const scored = [];
      for (let i = 0; i < dots.length; i += 1) if (dots[i] > 0) scored.push({ left, right: rights[i], score: dots[i] / (norm * norms[i]) });
      found.push(...scored.sort((a, b) => b.score - a.score).slice(0, NEAREST));
    }
  }
  return found;
}

function rarities(units) {
  const counts = new Map();
  for (const { name } of units) for (const gram of bigrams(name)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return (gram) => Math.log(1 + units.length / (1 + (counts.get(gram) ?? 0)));
}

function indexed(rights, rarity) {
  const postings = new Map();
  const norms = rights.map(({ name }, i) => {
    const grams = bigrams(name);
    for (const gram of grams) postings.set(gram, [...(postings.get(gram) ?? []), i]);
    return Math.sqrt(grams.reduce((sum, gram) => sum + rarity(gram) ** 2, 0));
  });
  for (const [gram, list] of postings) if (list.length > LONGEST_POSTING) postings.delete(gram);
  return { postings, norms };
}

/** Pairs in which each is the other's best: how one would assign one to one. */
function mutualBest(pairs) {
  const bestOf = (side) => {
    const best = new Map();
    for (const pair of pairs) if ((best.get(pair[side].id)?.score ?? -1) < pair.score) best.set(pair[side].id, pair);
    return best;
  };
  const [lefts, rights] = [bestOf('left'), bestOf('right')];
  return [...lefts.values()].filter((pair) => rights.get(pair.right.id) === pair);
}

/** The lowest threshold that keeps the precision, chosen with the truth in hand; the highest precision where none does. */
function bestThreshold(pairs, isTrue, truth) {
  const sorted = [...pairs].sort((a, b) => b.score - a.score);
  let best = { recall: 0, precision: 0, threshold: 1 };
  let right = 0;
  for (const [i, { left, right: unit, score }] of sorted.entries()) {
    if (isTrue.has(`${left.id}:${unit.id}`)) right += 1;
    if (sorted[i + 1]?.score === score) continue;
    const here = { recall: right / truth.length, precision: right / (i + 1), threshold: score };
    const keeps = here.precision >= WANTED_PRECISION;
    const isBetter = keeps ? best.precision < WANTED_PRECISION || here.recall > best.recall : here.precision > best.precision;
    if (isBetter) best = here;
  }
  return best;
}

/** Jaro-Winkler similarity, 0..1. */
export function jaroWinkler(left, right) {
  if (left === right) return 1;
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Uint8Array(right.length);
  const matched = [];
  for (let i = 0; i < left.length; i += 1) {
    for (let j = Math.max(0, i - reach); j <= Math.min(right.length - 1, i + reach); j += 1) {
      if (taken[j] || left[i] !== right[j]) continue;
      taken[j] = 1;
      matched.push(left[i]);
      break;
    }
  }
  if (matched.length === 0) return 0;
  const inRight = [...taken].flatMap((is, j) => (is ? [right[j]] : []));
  const moved = matched.filter((character, i) => character !== inRight[i]).length / 2;
  const jaro = (matched.length / left.length + matched.length / right.length + (matched.length - moved) / matched.length) / 3;
  let prefix = 0;
  while (prefix < 4 && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}
