import type { Ground } from '../domain/decide.js';
import type { FactsWriter, LinkFacts } from './facts.js';
import type { IdSet } from './id-set.js';
import type { Sheet } from './shelf.js';

/** Both are in the order of enterprises; of those that were looked at again the fresh links stand, of the others the old ones. */
export function mergeFacts(old: LinkFacts | null, fresh: LinkFacts, wanted: IdSet | null, into: FactsWriter): void {
  let at = 0;
  const copyOldBefore = (enterpriseId: number): void => {
    for (; old !== null && at < old.enterprises.length && (old.enterprises[at] ?? 0) < enterpriseId; at += 1)
      if (wanted !== null && !wanted.has(old.enterprises[at] ?? 0)) into.copy(old, at);
  };
  for (let i = 0; i < fresh.enterprises.length; i += 1) {
    copyOldBefore(fresh.enterprises[i] ?? 0);
    into.copy(fresh, i);
  }
  copyOldBefore(Number.MAX_SAFE_INTEGER);
  for (const enterpriseId of old?.certain ?? []) if (wanted !== null && !wanted.has(enterpriseId)) into.addCertain(enterpriseId);
  for (const enterpriseId of fresh.certain) into.addCertain(enterpriseId);
}

/** Adds the enterprises whose choice is another than before. */
export function addDiffering(into: IdSet, before: Sheet | null, now: Sheet): void {
  const [old, fresh] = [before === null ? new Map<number, string>() : choices(before), choices(now)];
  for (const [enterpriseId, choice] of fresh) if (old.get(enterpriseId) !== choice) into.add(enterpriseId);
  for (const enterpriseId of old.keys()) if (!fresh.has(enterpriseId)) into.add(enterpriseId);
}

function choices(chosen: Sheet): Map<number, string> {
  const found = new Map<number, string>();
  const { groundNames } = chosen.facts as { readonly groundNames: readonly Ground[] };
  const [units, grounds, tiers] = [chosen.u32('units'), chosen.u8('grounds'), chosen.u8('tiers')];
  for (const [i, enterpriseId] of chosen.u32('enterprises').entries()) {
    const choice = `${units[i]} ${groundNames[(grounds[i] ?? 0) - 1] ?? ''} ${tiers[i]}`;
    found.set(enterpriseId, `${found.get(enterpriseId) ?? ''},${choice}`);
  }
  return found;
}
