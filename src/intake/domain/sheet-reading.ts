import { Problem } from '../../kernel/index.js';
import { CorrectionTable } from './corrections.js';
import type { ColumnFields, RememberedFields, SheetColumn } from './header-fields.js';
import type { RowSort } from './row-sorting.js';
import type { SheetMetadata } from './sheet-metadata.js';

/** Why a row was left out (error) or what to look at (warning): where it stands, a reason and a remedy without personal data. */
export interface RowError {
  readonly sheet: string;
  /** 1-based, as the spreadsheet program shows it. */
  readonly row: number;
  /** The header's words in the file, or the field's own name where the file has no such column. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export interface ReadRow<T> {
  readonly sheet: string;
  readonly row: number;
  readonly hidden: boolean;
  /** Header to cell, as typed. */
  readonly raw: Readonly<Record<string, string>>;
  readonly value: T;
  readonly warnings: readonly RowError[];
}

export type LeftOut = Readonly<Record<Exclude<RowSort, 'record'>, number>>;

/** A column and the first values below its header. */
export interface SampledColumn extends SheetColumn {
  readonly samples: readonly string[];
}

/** The table of one sheet, without its rows. */
export interface SheetTable extends SheetMetadata {
  readonly sheet: string;
  readonly hidden: boolean;
  /** The first and the last row of the header, 1-based. */
  readonly headerTop: number;
  readonly headerRow: number;
  readonly fingerprint: string;
  readonly columns: readonly SampledColumn[];
  /** The last row that holds anything, 1-based. */
  readonly lastRow: number;
  /** How many rows are no records: totals, repeated headers, unused numbered rows, and footers with notes and headings of groups. */
  readonly leftOut: LeftOut;
}

/** A table with its rows, for kinds whose workbooks fit into memory. */
export interface SheetReading<T> extends SheetTable {
  readonly rows: readonly ReadRow<T>[];
  /** One or more for each row that was left out because it cannot be read. */
  readonly errors: readonly RowError[];
}

export interface SkippedSheet {
  readonly sheet: string;
  readonly reason: string;
  readonly hidden: boolean;
  /** Where the header would be that comes closest to one, and what it says: a person may complete it. */
  readonly headerTop?: number;
  readonly columns?: readonly SampledColumn[];
  /** The last row that holds anything, where reading came so far. */
  readonly lastRow?: number;
}

export interface WorkbookReading<T> {
  readonly sheets: readonly SheetReading<T>[];
  readonly skipped: readonly SkippedSheet[];
}

/** What a person has set for a sheet beside what was found in it. */
export interface SheetSettings {
  /** Not to be read. */
  readonly leftOut?: boolean;
  /** Where the header begins, 1-based. */
  readonly headerRow?: number;
  readonly fields?: ColumnFields;
}

export interface ReadSettings {
  /** By the sheet's name. */
  readonly sheets: Readonly<Record<string, SheetSettings>>;
  readonly corrections: CorrectionTable;
  readonly remembered?: RememberedFields;
}

export const NO_SETTINGS: ReadSettings = { sheets: {}, corrections: new CorrectionTable([]) };

/** No sheet of a workbook holds a table of the kind. What was found instead goes with it, for a person to set it right. */
export class WorkbookWithoutTable extends Problem {
  constructor(
    label: string,
    readonly sheets: readonly SkippedSheet[],
  ) {
    const reasons = sheets.map(({ sheet, reason }) => `工作表“${sheet}”${reason}`).join('；');
    super('invalid', 'workbook-without-table', `文件中没有可识别的“${label}”表格。${reasons}。请核对文件和导入类型。`, {
      skipped: sheets.map(({ sheet, reason }) => ({ sheet, reason })),
    });
  }
}

/** Takes what is read, some rows at a time; reading waits for it. */
export interface RowSink<T> {
  accept(rows: readonly ReadRow<T>[], errors: readonly RowError[]): Promise<void>;
}

export interface WorkbookScan {
  readonly tables: readonly SheetTable[];
  readonly skipped: readonly SkippedSheet[];
}
