import { createHash } from 'node:crypto';
import type { ChangeCounts } from './batch.js';

export const CHANGE_TYPES = ['new', 'changed', 'missing'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** A field's old and new value in words. */
export interface FieldChange {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** What a workbook would change in one record. */
export interface PlannedChange {
  readonly type: ChangeType;
  /** What the record is called, in words; persons are masked. */
  readonly identity: string;
  /** Where the workbook says so; null for what it no longer lists. */
  readonly sheet: string | null;
  readonly row: number | null;
  /** Empty but for changed records. */
  readonly fields: readonly FieldChange[];
}

/**
 * How many changes of each type are shown of so many: an equal share, and what one type does not need goes to the others.
 */
export function shareOut(counts: ChangeCounts, limit: number): Readonly<Record<ChangeType, number>> {
  const shares: Record<ChangeType, number> = { new: 0, changed: 0, missing: 0 };
  const rarestFirst = [...CHANGE_TYPES].sort((a, b) => counts[a] - counts[b]);
  let left = limit;
  for (const [i, type] of rarestFirst.entries()) {
    shares[type] = Math.min(counts[type], Math.floor(left / (rarestFirst.length - i)));
    left -= shares[type];
  }
  return shares;
}

/** Equal for plans that change the same. */
export function planHash(counts: ChangeCounts, changes: readonly PlannedChange[]): string {
  const lines = changes.map(({ type, identity, sheet, row, fields }) => JSON.stringify([type, identity, sheet, row, fields]));
  const hash = createHash('sha256').update(JSON.stringify([counts.new, counts.changed, counts.unchanged, counts.missing]));
  for (const line of lines.sort()) hash.update(line);
  return hash.digest('hex');
}

/** The fields of which the words differ. */
export const differing = (fields: readonly FieldChange[]): FieldChange[] => fields.filter(({ from, to }) => from !== to);
