import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { CoverageModule } from '../coverage/index.js';
import { RegistryModule } from '../registry/index.js';
import { PlanReports } from './plan-reports.js';
import { FormHeads } from './form-heads.js';
import { PrepareReport } from './prepare-report.js';
import { PrepareReportJob } from './prepare-report.job.js';
import { ReportingController } from './reporting.controller.js';
import { ReportingPackPart } from './reporting-pack-part.js';
import { ReportingStore } from './reporting.store.js';
import { ReportsOnBatch } from './reports-on-batch.js';
import { TypeOrmReportingStore } from './typeorm/reporting.store.typeorm.js';

@Module({
  imports: [CoverageModule, CasesModule, RegistryModule],
  controllers: [ReportingController],
  providers: [
    { provide: ReportingStore, useClass: TypeOrmReportingStore },
    ReportingPackPart,
    FormHeads,
    PrepareReport,
    PrepareReportJob,
    PlanReports,
    ReportsOnBatch,
  ],
  exports: [ReportsOnBatch, ReportingStore, ReportingPackPart, PrepareReport, PlanReports],
})
export class ReportingModule {}
