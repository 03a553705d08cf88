import { FactsWriter, type LinkFacts } from './facts.js';
import { GrowingColumn } from './growing-column.js';
import type { IdSet } from './id-set.js';
import { pairNumber } from './pair-join.js';
import type { Concerned } from './run-sheets.js';
import type { Sheet } from './shelf.js';

/** Both are in the order of enterprises; of what was looked at again the fresh links stand, of all else the old ones. */
export function mergedFacts(old: LinkFacts, fresh: LinkFacts, concerned: Concerned): FactsWriter {
  const { wanted } = concerned;
  const into = new FactsWriter();
  let at = 0;
  const copyOldUpTo = (enterpriseId: number): void => {
    for (; at < old.enterprises.length && (old.enterprises[at] ?? 0) <= enterpriseId; at += 1)
      if (stands(old, at, concerned)) into.copy(old, at);
  };
  for (let i = 0; i < fresh.enterprises.length; i += 1) {
    copyOldUpTo(fresh.enterprises[i] ?? 0);
    into.copy(fresh, i);
  }
  copyOldUpTo(Number.MAX_SAFE_INTEGER);
  for (const enterpriseId of old.certain) if (!wanted.has(enterpriseId)) into.addCertain(enterpriseId);
  for (const enterpriseId of fresh.certain) into.addCertain(enterpriseId);
  return into;
}

/** The known pairs that are to be judged again, as numbers for `partnersIn`. What was found among similar names only has no ground to be judged. */
export function pairsToJudge(old: LinkFacts, { wanted, judged, changedUnits }: Concerned): Float64Array {
  const pairs = new GrowingColumn(Float64Array, 64);
  for (let at = 0; at < old.enterprises.length; at += 1) {
    const [enterpriseId, unitId] = [old.enterprises[at] ?? 0, old.units[at] ?? 0];
    if (!judged.has(enterpriseId) || wanted.has(enterpriseId) || old.onlySimilar[at] === 1 || changedUnits.has(unitId)) continue;
    pairs.push(pairNumber(enterpriseId, unitId, false));
  }
  return pairs.view();
}

function stands(old: LinkFacts, at: number, { wanted, judged, changedUnits }: Concerned): boolean {
  const enterpriseId = old.enterprises[at] ?? 0;
  if (wanted.has(enterpriseId) || changedUnits.has(old.units[at] ?? 0)) return false;
  return old.onlySimilar[at] === 1 || !judged.has(enterpriseId);
}

/** Adds the enterprises whose choice is another than before, or is to be described anew. */
export function addRewritten(into: IdSet, before: Sheet | null, now: Sheet, { changedUnits, reworded }: Concerned): void {
  const [old, fresh] = [before === null ? NOTHING_CHOSEN : choicesOf(before), choicesOf(now)];
  let at = 0;
  const skipOldBefore = (enterpriseId: number): void => {
    for (; (old.enterprises[at] ?? Infinity) < enterpriseId; at += 1) into.add(old.enterprises[at] ?? 0);
  };
  for (let i = 0; i < fresh.enterprises.length; i += 1) {
    const enterpriseId = fresh.enterprises[i] ?? 0;
    skipOldBefore(enterpriseId);
    const unitId = fresh.units[i] ?? 0;
    if (old.enterprises[at] !== enterpriseId || !isSame(old, at, fresh, i)) into.add(enterpriseId);
    if (old.enterprises[at] === enterpriseId) at += 1;
    if (changedUnits.has(unitId) || (fresh.grounds[i] === 0 && reworded.has(unitId))) into.add(enterpriseId);
  }
  skipOldBefore(Infinity);
}

interface Choices {
  readonly enterprises: Uint32Array;
  readonly units: Uint32Array;
  readonly grounds: Uint8Array;
  readonly tiers: Uint8Array;
  readonly groundNames: readonly string[];
}

const NOTHING_CHOSEN: Choices = {
  enterprises: new Uint32Array(0),
  units: new Uint32Array(0),
  grounds: new Uint8Array(0),
  tiers: new Uint8Array(0),
  groundNames: [],
};

function choicesOf(chosen: Sheet): Choices {
  const { groundNames } = chosen.facts as { readonly groundNames: readonly string[] };
  const [enterprises, units] = [chosen.u32('enterprises'), chosen.u32('units')];
  return { enterprises, units, grounds: chosen.u8('grounds'), tiers: chosen.u8('tiers'), groundNames };
}

function isSame(old: Choices, at: number, fresh: Choices, i: number): boolean {
  const groundOf = ({ grounds, groundNames }: Choices, place: number): string | undefined => groundNames[(grounds[place] ?? 0) - 1];
  return old.units[at] === fresh.units[i] && old.tiers[at] === fresh.tiers[i] && groundOf(old, at) === groundOf(fresh, i);
}
