import type { LocalDate } from '../../kernel/index.js';

/**
 * What a cell holds. Formulas come as their stored value, rich text as one string, error values as their text (`#N/A`), the covered cells of a
 * merged range as null. A date-formatted number is already a calendar day. Numbers are passed on as they are: above 15 digits Excel has rounded them.
 */
export type CellValue = string | number | boolean | null | { readonly date: LocalDate };

export interface SheetRow {
  /** 1-based, as the spreadsheet program shows it; for text files the number of the record. */
  readonly number: number;
  /** By 0-based column; may be shorter than the table is wide. */
  readonly cells: readonly CellValue[];
  readonly hidden: boolean;
}

/** A merged range: rows 1-based, columns 0-based, all four edges inclusive. Only the top left cell has a value. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: readonly MergedRange[];
}

/** A workbook whose rows can be read sheet by sheet, in the order of the file. */
export interface OpenWorkbook {
  readonly sheets: readonly SheetInfo[];
  /** The non-empty rows of a sheet, by its 0-based position in `sheets`. */
  rows(sheet: number): AsyncIterable<SheetRow>;
  close(): Promise<void>;
}

/** What has to be known of a workbook before its rows are read. */
export interface OpenOptions {
  /**
   * The merged ranges of every sheet, however large: for tables of which columns are filled down. Of the largest sheets they cost another pass; without, a
   * sheet whose rows are merged is refused at its end.
   */
  readonly allMerges: boolean;
}

/** Where a workbook lies: its path, or path and key where its bytes on disk are encrypted. */
export type WorkbookFile = string | { readonly path: string; readonly key: Uint8Array };

/** Opens a file that a user handed over. What is inside decides, never the extension; what cannot be read is a `Problem`. */
export abstract class WorkbookOpener {
  abstract open(file: WorkbookFile, options?: OpenOptions): Promise<OpenWorkbook>;

  /**
   * A second workbook, for whoever has one open and closes that one later. It does not wait for a place of its own: two who each hold one and wait for
   * another would wait for each other.
   */
  openBeside(file: WorkbookFile, options?: OpenOptions): Promise<OpenWorkbook> {
    return this.open(file, options);
  }
}
