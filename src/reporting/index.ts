export { CyclePlanStore } from './cycle-plan.store.js';
export { PlanReports } from './plan-reports.js';
export { PrepareReport } from './prepare-report.js';
export { ReportingModule } from './reporting.module.js';
export { ReportingPackPart } from './reporting-pack-part.js';
export { ReportsOnBatch } from './reports-on-batch.js';
export { ReportingStore, type CountyReport, type ReportEvent, type ReportFile } from './reporting.store.js';
export { readSubmitted, type SubmittedContent } from './submitted-content.js';
export { SubmissionStore, type Receipt, type Submission } from './submission.store.js';
