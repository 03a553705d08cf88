export * from './check-report.js';
export { CHECKS, type CheckId, type Severity } from './check-table.js';
export { type Finding } from './finding.js';
