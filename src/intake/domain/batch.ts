import type { Month } from '../../kernel/index.js';
import type { RowError } from './read-sheets.js';

/** planned: read, checked and compared, nothing changed yet; applied: in force. */
export type BatchState = 'planned' | 'applied';

/** How a workbook's rows compare with what is known. Missing rows are only told, never deleted. */
export interface ChangeCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
}

/** One import: the same bytes for the same purpose give the same batch. */
export interface ImportBatch {
  readonly id: number;
  readonly kind: string;
  readonly fileName: string;
  readonly fileHash: string;
  /** What makes the import one: hash of kind, bytes, county, month and the region of who uploads. */
  readonly purpose: string;
  readonly countyCode: string | null;
  readonly asOf: Month | null;
  readonly countyCodes: readonly string[];
  readonly state: BatchState;
  /** Records found in the workbook, with those that could not be read. */
  readonly rows: number;
  readonly counts: ChangeCounts;
  readonly errors: readonly RowError[];
  readonly warnings: readonly RowError[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly appliedBy: string | null;
  readonly appliedAt: Date | null;
  readonly version: number;
}
