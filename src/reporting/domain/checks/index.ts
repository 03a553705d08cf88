export * from './check-report.js';
export { CHECKS, type CheckId, type Severity } from './check-table.js';
export { type EnrolmentFacts } from './enrolment-facts.js';
export { type Finding } from './finding.js';
