import { asMonth } from '../../kernel/index.js';
import { NO_CHANGES, type BatchSheets, type ImportBatch, type Rejection } from '../domain/index.js';
import type { BatchChange, NewBatch } from '../intake.store.js';
import type { ImportBatchEntity } from './intake.entities.js';

export function newBatchColumns({ sheets, ...batch }: NewBatch): Omit<ImportBatchEntity, 'id'> {
  const begun = {
    state: 'uploaded',
    countyCodes: [],
    rows: 0,
    counts: NO_CHANGES,
    errorCount: 0,
    warningCount: 0,
    rejection: null,
  } as const;
  const untouched = { appliedBy: null, appliedAt: null, version: 1 };
  // Every column that `begun` and `sheets` stand for is filled by `changeColumns`.
  return { ...batch, ...untouched, ...changeColumns({ ...begun, sheets }) } as Omit<ImportBatchEntity, 'id'>;
}

export function changeColumns({ sheets, countyCodes, rows, counts, rejection, ...rest }: BatchChange): Partial<ImportBatchEntity> {
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
    ...(rejection !== undefined && { rejection: rejection && JSON.stringify(rejection) }),
  };
}

export function toBatch(row: ImportBatchEntity): ImportBatch {
  const { purpose: _purpose, rowCount, newCount, changedCount, unchangedCount, missingCount, ...rest } = row;
  return {
    ...rest,
    asOf: row.asOf === null ? null : asMonth(row.asOf),
    rows: rowCount,
    counts: { new: newCount, changed: changedCount, unchanged: unchangedCount, missing: missingCount },
    countyCodes: JSON.parse(row.countyCodes) as string[],
    sheets: JSON.parse(row.sheets) as BatchSheets,
    rejection: row.rejection === null ? null : (JSON.parse(row.rejection) as Rejection),
  };
}
