export { Batches } from './batches.js';
export * from './domain/index.js';
export * from './import-target.js';
export { ImportWorkbook } from './import-workbook.js';
export { IntakeStore, type KeptIssue } from './intake.store.js';
export type { ImportRequest } from './upload-workbook.js';
