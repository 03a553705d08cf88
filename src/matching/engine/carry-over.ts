import { FactsWriter, type LinkFacts } from './facts.js';
import type { IdSet } from './id-set.js';
import type { Concerned } from './run-sheets.js';
import type { Sheet } from './shelf.js';

/** Both are in the order of enterprises; of what was looked at again the fresh links stand, of all else the old ones. */
export function mergedFacts(old: LinkFacts, fresh: LinkFacts, { wanted, changedUnits }: Concerned): FactsWriter {
  const into = new FactsWriter();
  let at = 0;
  const copyOldUpTo = (enterpriseId: number): void => {
    for (; at < old.enterprises.length && (old.enterprises[at] ?? 0) <= enterpriseId; at += 1)
      if (!wanted.has(old.enterprises[at] ?? 0) && !changedUnits.has(old.units[at] ?? 0)) into.copy(old, at);
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
