import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { CasesModule } from '../cases/index.js';
import { CoverageModule } from '../coverage/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { EnrolmentModule } from '../enrolment/index.js';
import { RegistryModule } from '../registry/index.js';
import { AssembleCity } from './city/assemble-city.js';
import { ClearCityBundle } from './city/clear-city-bundle.js';
import { ClearCityForm } from './city/clear-city-form.js';
import { CityBundleStore } from './city/city-bundle.store.js';
import { CityController } from './city/city.controller.js';
import { CityBundlesController } from './city/city-bundles.controller.js';
import { CityStore } from './city/city.store.js';
import { ConflictsController } from './city/conflicts.controller.js';
import { MakeCityBundleJob } from './city/make-city-bundle.job.js';
import { RequestCityBundle } from './city/request-city-bundle.js';
import { ShowConflicts } from './city/show-conflicts.js';
import { ShowMatrix } from './city/show-matrix.js';
import { WatchCityBundle } from './city/watch-city-bundle.js';
import { WriteCityBundle } from './city/write-city-bundle.js';
import { WriteCityForm } from './city/write-city-form.js';
import { AcceptReport } from './accept-report.js';
import { BeginDraft } from './begin-draft.js';
import { FindCasesOfReport } from './cases-of-report.js';
import { ChangeCycles } from './change-cycles.js';
import { ClearReportFile } from './clear-report-file.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { CyclesController } from './cycles.controller.js';
import { DraftController } from './draft.controller.js';
import { MakeDraft } from './draft.js';
import { EndUnlocking } from './end-unlocking.js';
import { EndUnlockingJob } from './end-unlocking.job.js';
import { FormHeads } from './form-heads.js';
import { HandOutForm } from './hand-out-form.js';
import { HoldReport } from './hold-report.js';
import { KeepSubmission } from './keep-submission.js';
import { OpenTurnJob } from './open-turn.job.js';
import { FindKnownOfCases } from './known-of-cases.js';
import { OpenPastTurn } from './open-past-turn.js';
import { OverrideCell } from './override-cell.js';
import { OverrideStore } from './override.store.js';
import { PlanReports } from './plan-reports.js';
import { PrepareReport } from './prepare-report.js';
import { PrepareReportJob } from './prepare-report.job.js';
import { ReadReport } from './read-report.js';
import { ReadSubmissions } from './read-submissions.js';
import { ReportingController } from './reporting.controller.js';
import { ReportingPackPart } from './reporting-pack-part.js';
import { ReportingStore } from './reporting.store.js';
import { ReportsOnBatch } from './reports-on-batch.js';
import { ReturnReport } from './return-report.js';
import { ReviewController } from './review.controller.js';
import { ShowCompleteness } from './show-completeness.js';
import { SubmissionController } from './submission.controller.js';
import { SubmissionStore } from './submission.store.js';
import { SubmitReport } from './submit-report.js';
import { TypeOrmCityBundleStore } from './typeorm/city-bundle.store.typeorm.js';
import { TypeOrmCityStore } from './typeorm/city.store.typeorm.js';
import { TypeOrmCyclePlanStore } from './typeorm/cycle-plan.store.typeorm.js';
import { TypeOrmOverrideStore } from './typeorm/override.store.typeorm.js';
import { TypeOrmReportingStore } from './typeorm/reporting.store.typeorm.js';
import { TypeOrmSubmissionStore } from './typeorm/submission.store.typeorm.js';
import { UnlockReport } from './unlock-report.js';
import { WriteForms } from './write-forms.js';

const STORES = [
  { provide: ReportingStore, useClass: TypeOrmReportingStore },
  { provide: CyclePlanStore, useClass: TypeOrmCyclePlanStore },
  { provide: SubmissionStore, useClass: TypeOrmSubmissionStore },
  { provide: OverrideStore, useClass: TypeOrmOverrideStore },
  { provide: CityStore, useClass: TypeOrmCityStore },
  { provide: CityBundleStore, useClass: TypeOrmCityBundleStore },
];

const CITY = [
  ShowMatrix,
  ShowConflicts,
  AssembleCity,
  WriteCityForm,
  RequestCityBundle,
  WatchCityBundle,
  WriteCityBundle,
  MakeCityBundleJob,
];

const IN_THE_CLEAR = [ClearReportFile, ClearCityForm, ClearCityBundle];

@Module({
  imports: [AccessModule, DisclosureModule, CoverageModule, CasesModule, EnrolmentModule, RegistryModule],
  // `reports/completeness` has to be found before `reports/:id`, `city-reports/conflicts` before `city-reports/:dueOn`.
  controllers: [
    CyclesController,
    ReportingController,
    DraftController,
    SubmissionController,
    ReviewController,
    ConflictsController,
    CityController,
    CityBundlesController,
  ],
  providers: [
    ...STORES,
    ReportingPackPart,
    FormHeads,
    WriteForms,
    FindCasesOfReport,
    FindKnownOfCases,
    MakeDraft,
    EndUnlocking,
    EndUnlockingJob,
    HoldReport,
    PrepareReport,
    HandOutForm,
    PrepareReportJob,
    PlanReports,
    OpenTurnJob,
    ChangeCycles,
    ShowCompleteness,
    OpenPastTurn,
    BeginDraft,
    OverrideCell,
    KeepSubmission,
    SubmitReport,
    AcceptReport,
    ReturnReport,
    UnlockReport,
    ReadReport,
    ReadSubmissions,
    ReportsOnBatch,
    ...CITY,
    ...IN_THE_CLEAR,
  ],
  exports: [ReportsOnBatch, ReportingStore, SubmissionStore, CyclePlanStore, ReportingPackPart, PrepareReport, PlanReports, WriteForms],
})
export class ReportingModule {}
