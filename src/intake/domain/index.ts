export * from './cells/index.js';
export { ALARM_PERCENT, isLargeMove, isLargeShare, type Alarm } from './alarms.js';
export { CorrectionTable, type Correction } from './corrections.js';
export { countyOfSheet, regionOfRow, type CountyProblem, type CountySource, type SheetCounty } from './county.js';
export { MAPPING_CONFIDENCES, ORIGIN_HEADER, REASON_HEADER, type MappingConfidence } from './column-mapping.js';
export { CHANGE_TYPES, differing, planHash, shareOut, type ChangeType, type FieldChange, type PlannedChange } from './changes.js';
export { readCorrections, type CorrectionInput } from './corrections-change.js';
export type { ColumnFields, RememberedFields, SheetColumn } from './header-fields.js';
export { maskerOf, maskText } from './samples.js';
export { changeSettings, mergeFields, readSettingsChange, type SettingsChange } from './settings-change.js';
export { readWorkbook, scanWorkbook } from './read-sheets.js';
export {
  NO_SETTINGS,
  WorkbookWithoutTable,
  type LeftOut,
  type ReadRow,
  type ReadSettings,
  type RowError,
  type RowSink,
  type SampledColumn,
  type SheetReading,
  type SheetSettings,
  type SheetTable,
  type SkippedSheet,
  type WorkbookReading,
  type WorkbookScan,
} from './sheet-reading.js';
export { opening, RowCells, type FieldIssue, type FieldSpec, type SheetKind } from './sheet-kind.js';
export type { FilledOn, SheetMetadata } from './sheet-metadata.js';
export {
  WorkbookOpener,
  type CellValue,
  type MergedRange,
  type OpenOptions,
  type OpenWorkbook,
  type SheetInfo,
  type SheetRow,
} from './workbook.js';
export * from './batch.js';
