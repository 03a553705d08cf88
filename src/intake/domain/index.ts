export * from './cells/index.js';
export { CorrectionTable, type Correction } from './corrections.js';
export { countyOfSheet, regionOfRow, type CountyProblem, type CountySource, type SheetCounty } from './county.js';
export type { SheetColumn } from './header.js';
export {
  NO_SETTINGS,
  readWorkbook,
  scanWorkbook,
  type LeftOut,
  type ReadRow,
  type ReadSettings,
  type RowError,
  type RowSink,
  type SheetReading,
  type SheetSettings,
  type SheetTable,
  type SkippedSheet,
  type WorkbookReading,
  type WorkbookScan,
} from './read-sheets.js';
export { RowCells, type FieldIssue, type FieldSpec, type SheetKind } from './sheet-kind.js';
export type { FilledOn, SheetMetadata } from './sheet-metadata.js';
export { WorkbookOpener, type CellValue, type MergedRange, type OpenWorkbook, type SheetInfo, type SheetRow } from './workbook.js';
export * from './batch.js';
