import type { Scope } from '../../access/index.js';
import { asMonth, type RegionTree } from '../../kernel/index.js';
import {
  NO_CHANGES,
  type Alarm,
  type BatchSheets,
  type CorrectionFile,
  type ImportBatch,
  type Notice,
  type Rejection,
} from '../domain/index.js';
import type { BatchChange, NewBatch } from '../intake.store.js';
import type { ImportBatchEntity } from './intake.entities.js';

export function newBatchColumns({ sheets, ...batch }: NewBatch): Omit<ImportBatchEntity, 'id'> {
  const begun = {
    state: 'uploaded',
    countyCodes: [],
    rows: 0,
    counts: NO_CHANGES,
    alarms: [],
    errorCount: 0,
    warningCount: 0,
    rejection: null,
    notice: null,
  } as const;
  const untouched = {
    planHash: null,
    checkedAt: null,
    appliedBy: null,
    appliedAt: null,
    undoneBy: null,
    undoneAt: null,
    undoReason: null,
    correctionFile: null,
    version: 1,
  };
  // Every column that `begun` and `sheets` stand for is filled by `changeColumns`.
  return { ...batch, ...untouched, ...changeColumns({ ...begun, sheets }) } as Omit<ImportBatchEntity, 'id'>;
}

export function changeColumns({
  sheets,
  countyCodes,
  rows,
  counts,
  alarms,
  rejection,
  notice,
  correctionFile,
  ...rest
}: BatchChange): Partial<ImportBatchEntity> {
  return {
    ...rest,
    ...(sheets && { sheets: JSON.stringify(sheets) }),
    ...(countyCodes && { countyCodes: JSON.stringify(countyCodes) }),
    ...(rows !== undefined && { rowCount: rows }),
    ...(counts && {
      newCount: counts.new,
      changedCount: counts.changed,
      unchangedCount: counts.unchanged,
      missingCount: counts.missing,
    }),
    ...(alarms && { alarms: JSON.stringify(alarms) }),
    ...(rejection !== undefined && { rejection: rejection && JSON.stringify(rejection) }),
    ...(correctionFile !== undefined && { correctionFile: correctionFile && JSON.stringify(correctionFile) }),
    ...(notice !== undefined && { notice: notice && JSON.stringify(notice) }),
  };
}

export function toBatch(row: ImportBatchEntity): ImportBatch {
  const { purpose: _purpose, rowCount, newCount, changedCount, unchangedCount, missingCount, ...rest } = row;
  return {
    ...rest,
    asOf: row.asOf === null ? null : asMonth(row.asOf),
    rows: rowCount,
    counts: { new: newCount, changed: changedCount, unchanged: unchangedCount, missing: missingCount },
    alarms: row.alarms === null ? [] : (JSON.parse(row.alarms) as Alarm[]),
    countyCodes: JSON.parse(row.countyCodes) as string[],
    sheets: JSON.parse(row.sheets) as BatchSheets,
    rejection: row.rejection === null ? null : (JSON.parse(row.rejection) as Rejection),
    correctionFile: row.correctionFile === null ? null : (JSON.parse(row.correctionFile) as CorrectionFile),
    notice: row.notice === null ? null : (JSON.parse(row.notice) as Notice),
  };
}

/** A unique index refused the row, as SQLite and MySQL say it. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'ER_DUP_ENTRY');

/** What a batch touches decides; while that is not known, the region of who uploaded it. */
export function within({ countyCodes, regionCode }: ImportBatch, scope: Scope, regions: RegionTree): boolean {
  const codes = countyCodes.length > 0 ? countyCodes : regions.counties(regionCode).map((county) => county.code);
  return codes.length > 0 && codes.every((code) => scope.allows(code));
}
