export { OutstandingReports, type OutstandingReport } from './outstanding-reports.js';
export { OutstandingReportsModule } from './outstanding-reports.module.js';
export { PlanReports } from './plan-reports.js';
export { PrepareReport } from './prepare-report.js';
export { ReportingModule } from './reporting.module.js';
export { ReportingPackPart } from './reporting-pack-part.js';
export { ReportsOnBatch } from './reports-on-batch.js';
export { ReportingStore, type CountyReport, type ReportFile } from './reporting.store.js';
