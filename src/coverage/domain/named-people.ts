import type { NamedPeople } from './enterprise-coverage.js';

/** A record that insures a person on the day. */
export interface ActiveRecord {
  readonly unitNo: string;
  /** Older than three months before the day. */
  readonly stale: boolean;
}

/** The record that a person counts by, and whether its unit is linked to the enterprise. */
export interface Insurance<R extends ActiveRecord> {
  readonly record: R;
  readonly inLinkedUnit: boolean;
}

/** Of a person's active records the one to count by: in a linked unit before another, a fresh one before a stale one. */
export function insuranceOf<R extends ActiveRecord>(active: readonly R[], linkedUnitNos: ReadonlySet<string>): Insurance<R> | null {
  let best: Insurance<R> | null = null;
  for (const record of active) {
    const candidate = { record, inLinkedUnit: linkedUnitNos.has(record.unitNo) };
    if (best === null || rank(candidate) > rank(best)) best = candidate;
  }
  return best;
}

const rank = ({ record, inLinkedUnit }: Insurance<ActiveRecord>): number => (inLinkedUnit ? 2 : 0) + (record.stale ? 0 : 1);

/** Counts a roster's people of the day, each with the record by which they are insured. */
export function countPeople(insured: readonly (Insurance<ActiveRecord> | null)[]): NamedPeople {
  const found = insured.filter((one) => one !== null);
  const inLinkedUnits = found.filter(({ inLinkedUnit }) => inLinkedUnit).length;
  const stale = found.some(({ record }) => record.stale);
  return { headcount: insured.length, insured: { inLinkedUnits, inOtherUnits: found.length - inLinkedUnits, stale } };
}
