import { groupBy } from './group-by.mjs';
import { NOISE } from './noise.mjs';

/** How many candidates a reviewer sees first. */
const SHOWN = 5;

/**
 * What an outcome is worth against the truth: `total`, `byKind` (noise), `byFamily` and `byDistractor`. In each: `pairs` true links, `automatic` of them
 * linked, `linked` automatic links of these enterprises, `wrong` ones among them, `traceless` true links that have nothing in common, `open` true links
 * that are neither automatic nor traceless, `inFive` and `first` of these standing among the first five candidates or first, `reviewed` enterprises with an
 * open candidate, `enterprises`.
 */
export function measure({ enterprises, truth, kindOf, distractorOf, units }, { candidates }) {
  const isTrue = new Map(truth.map((pair) => [`${pair.enterpriseId}:${pair.unitId}`, pair]));
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const byEnterprise = groupBy(candidates, ({ enterpriseId }) => enterpriseId);
  const tallies = new Tallies();
  for (const pair of truth) countPair(pair, byEnterprise.get(pair.enterpriseId) ?? [], tallies.of(pair, kindOf, distractorOf, pair.kind));
  const wrong = [];
  for (const { id, name } of enterprises) {
    const own = byEnterprise.get(id) ?? [];
    const linked = own.filter(({ status }) => status === 'auto');
    const errors = linked.filter(({ unitId }) => !isTrue.has(`${id}:${unitId}`));
    wrong.push(
      ...errors.map(({ unitId, reason }) => ({ enterprise: name, unit: unitName.get(unitId), reason, distractor: distractorOf.get(id) })),
    );
    for (const tally of tallies.of({ enterpriseId: id }, kindOf, distractorOf, kindOf.get(id))) {
      tally.enterprises += 1;
      tally.linked += linked.length;
      tally.wrong += errors.length;
      tally.reviewed += own.some(({ status }) => status === 'review') ? 1 : 0;
    }
  }
  return { ...tallies.result(), wrong, wrongBranches: wrong.filter((link) => isPart(link.unit) || isPart(link.enterprise)).length };
}

function countPair({ unitId, traceless }, own, tallies) {
  const found = own.find((candidate) => candidate.unitId === unitId);
  const isAutomatic = found?.status === 'auto';
  for (const tally of tallies) {
    tally.pairs += 1;
    if (traceless) tally.traceless += 1;
    if (isAutomatic) tally.automatic += 1;
    if (isAutomatic || traceless) continue;
    tally.open += 1;
    if (found !== undefined && found.rank <= SHOWN) tally.inFive += 1;
    if (found?.rank === 1) tally.first += 1;
  }
}

const isPart = (name) => /分公司|分厂|项目部|车间|-\d$/.test(name);

class Tallies {
  #total = tally();
  #groups = { byKind: new Map(), byFamily: new Map(), byDistractor: new Map() };

  of({ enterpriseId }, kindOf, distractorOf, kind) {
    const family = NOISE[kind]?.family ?? kind;
    const distractor = distractorOf.get(enterpriseId) ?? 'none';
    return [this.#total, this.#at('byKind', kind), this.#at('byFamily', family), this.#at('byDistractor', distractor)];
  }

  result() {
    return {
      total: this.#total,
      ...Object.fromEntries(Object.entries(this.#groups).map(([name, map]) => [name, Object.fromEntries(map)])),
    };
  }

  #at(group, key) {
    const map = this.#groups[group];
    if (!map.has(key)) map.set(key, tally());
    return map.get(key);
  }
}

function tally() {
  return { pairs: 0, traceless: 0, open: 0, automatic: 0, linked: 0, wrong: 0, inFive: 0, first: 0, reviewed: 0, enterprises: 0 };
}

/** Shares of a tally; null where there is nothing to divide by. */
export function ratesOf({ pairs, open, automatic, linked, wrong, inFive, first, reviewed, enterprises }) {
  const share = (part, whole) => (whole === 0 ? null : part / whole);
  return {
    precision: share(linked - wrong, linked),
    recall: share(automatic, pairs),
    inFive: share(inFive, open),
    first: share(first, open),
    review: share(reviewed, enterprises),
  };
}
