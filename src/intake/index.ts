export * from './domain/index.js';
export * from './import-target.js';
export { ImportWorkbook, type ImportRequest } from './import-workbook.js';
export { IntakeStore } from './intake.store.js';
export { RowEvidence } from './row-evidence.js';
