import type { Month, ProblemKind } from '../../kernel/index.js';
import type { Alarm } from './alarms.js';
import type { RowError, SheetSettings, SheetTable, SkippedSheet } from './sheet-reading.js';

/**
 * uploaded: the file is stored; checking: being read and compared; planned: read, checked and compared, nothing changed yet;
 * applying; applied: in force; rejected: cannot be read or may not be imported; cancelled: given up by a person;
 * undone: was in force and was taken back.
 */
export type BatchState = 'uploaded' | 'checking' | 'planned' | 'applying' | 'applied' | 'rejected' | 'cancelled' | 'undone';

/** States in which a job is at work: they end by themselves. */
export const isUnderWay = (state: BatchState): boolean => state === 'uploaded' || state === 'checking' || state === 'applying';

/** States in which a person may still change the batch. */
export const isOpen = (state: BatchState): boolean => state === 'uploaded' || state === 'checking' || state === 'planned';

/** States from which the same bytes begin anew when they are uploaded again. */
export const mayBeginAnew = (state: BatchState): boolean => state === 'rejected' || state === 'cancelled' || state === 'undone';

/** How a workbook's rows compare with what is known. Missing rows are only told, never deleted. */
export interface ChangeCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
}

/** Why a batch was rejected, as a Problem says it. */
export interface Rejection {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What to tell whoever looks at the batch next: why it could not be put in force. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

/** The corrected error workbook that was merged into a batch last. */
export interface CorrectionFile {
  readonly fileName: string;
  readonly fileHash: string;
  /** How many cells it changed. */
  readonly cells: number;
  /** Rows that it no longer has: they stay as they are. The first of them, and how many there are. */
  readonly missingRows: readonly { readonly sheet: string; readonly row: number }[];
  readonly missingCount: number;
  readonly by: string;
  readonly at: string;
}

/** What was found in the sheets, and what a person has set for them. */
export interface BatchSheets {
  readonly tables: readonly SheetTable[];
  readonly skipped: readonly SkippedSheet[];
  readonly settings: Readonly<Record<string, SheetSettings>>;
}

/** One import: the same bytes for the same purpose give the same batch. */
export interface ImportBatch {
  readonly id: number;
  readonly kind: string;
  readonly fileName: string;
  readonly fileHash: string;
  /** As the caller gave them; null where the workbook says it. */
  readonly countyCode: string | null;
  readonly asOf: Month | null;
  /** The region of who uploaded it. */
  readonly regionCode: string;
  /** The counties that its rows touch; empty before it is planned. */
  readonly countyCodes: readonly string[];
  readonly state: BatchState;
  readonly sheets: BatchSheets;
  /** Records found in the workbook, with those that could not be read. */
  readonly rows: number;
  readonly counts: ChangeCounts;
  /** Why a person should look twice before putting it in force; each kind has its own rules. */
  readonly alarms: readonly Alarm[];
  readonly errorCount: number;
  readonly warningCount: number;
  readonly rejection: Rejection | null;
  readonly notice: Notice | null;
  /** Names what the plan changes; null before there is one. */
  readonly planHash: string | null;
  readonly checkedAt: Date | null;
  readonly createdBy: string;
  /** Null: the server's command line, or not known (batches from before it was kept). */
  readonly createdById: number | null;
  readonly createdAt: Date;
  /** Who put it in force, or asked for it while it is applying. */
  readonly appliedBy: string | null;
  readonly appliedAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoReason: string | null;
  readonly correctionFile: CorrectionFile | null;
  readonly version: number;
}

export type Severity = 'error' | 'warning';

/** An error or a warning of a row, as it is kept. */
export interface BatchIssue extends RowError {
  readonly severity: Severity;
}

/** Issues that share their reason. */
export interface IssueGroup {
  readonly severity: Severity;
  readonly code: string;
  readonly column: string;
  readonly message: string;
  readonly count: number;
}

export const NO_CHANGES: ChangeCounts = { new: 0, changed: 0, unchanged: 0, missing: 0 };

/** The banner-county that a batch is about, where it is one. */
export const countyOf = ({ countyCodes, countyCode }: Pick<ImportBatch, 'countyCodes' | 'countyCode'>): string | null =>
  countyCode ?? (countyCodes.length === 1 ? (countyCodes[0] ?? null) : null);
