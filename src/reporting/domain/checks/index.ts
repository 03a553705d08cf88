export * from './check-report.js';
export { CHECKS, type CheckId, type Severity } from './check-table.js';
export { NOTHING_BEFORE, type EarlierStatements } from './earlier-statements.js';
export { type EnrolmentFacts } from './enrolment-facts.js';
export { type Finding } from './finding.js';
export { type ListedEmployers } from './logic.js';
