import { ACCESS_ENTITIES, AUDIT_ENTITIES } from './access/index.js';
import {
  CalendarDayEntity,
  CalendarYearEntity,
  CityCalendarDayEntity,
  CityCalendarYearEntity,
} from './calendar/typeorm/calendar.entities.js';
import { CaseRecordEntity, DiseaseCaseEntity } from './cases/typeorm/case.entities.js';
import { CoverageRevisionEntity } from './coverage/typeorm/coverage-revision.entity.js';
import { CoverageSnapshotEntity, CoverageTargetEntity } from './coverage/typeorm/coverage.entities.js';
import { ExportRequestEntity, PersonalLookEntity } from './disclosure/typeorm/disclosure.entities.js';
import {
  EnrolmentPersonBlockEntity,
  EnrolmentPersonEntity,
  EnrolmentPersonKeyEntity,
  EnrolmentPersonUnitEntity,
  EnrolmentRecordEntity,
  EnrolmentUnitEntity,
} from './enrolment/typeorm/enrolment.entities.js';
import { RegionEntity } from './geography/typeorm/region.entity.js';
import {
  ImportBatchEntity,
  ImportChangeEntity,
  ImportCorrectionEntity,
  ImportIssueEntity,
  ImportMappingEntity,
  SourceRowEntity,
} from './intake/typeorm/intake.entities.js';
import { SecondLookEntity, SecondLookItemEntity } from './matching/quality/typeorm/second-look.entities.js';
import { BulkSampleEntity, BulkSampleItemEntity } from './matching/review/typeorm/bulk.entities.js';
import { MatchActEntity, MatchChangeEntity } from './matching/review/typeorm/history.entities.js';
import { LinkEntity } from './matching/typeorm/link.entity.js';
import { MatchingRunEntity, MatchingRunPartEntity } from './matching/typeorm/matching-run.entities.js';
import { MIGRATIONS } from './migrations/index.js';
import { WriteLockEntity, type Schema } from './platform/database/index.js';
import { RecordChangeEntity } from './platform/changes/index.js';
import { Job } from './platform/jobs/index.js';
import {
  EnterpriseAliasEntity,
  EnterpriseEntity,
  InsuranceProofEntity,
  KeyIndustryEntity,
  RegistryHandoverEntity,
  RegistryLineEntity,
  ScopeDecisionEntity,
} from './registry/typeorm/registry.entities.js';
import { OrganisationWebhookEntity, ReminderDeliveryEntity, ReminderMessageEntity } from './reminders/typeorm/reminder.entities.js';
import { CityBundleEntity } from './reporting/typeorm/city-bundle.entity.js';
import {
  CountyReportEntity,
  CyclePlanEntity,
  PlannedCycleEntity,
  ReportedCaseEntity,
  ReportEventEntity,
  ReportFileEntity,
  ReportOverrideEntity,
  ReportSubmissionEntity,
  SubmissionBatchEntity,
} from './reporting/typeorm/reporting.entities.js';
import { RosterPersonEntity, RosterUnitEntity } from './roster/typeorm/roster.entities.js';

/** All tables of the application and the migrations that make them. */
export const SCHEMA: Schema = {
  entities: [
    ...ACCESS_ENTITIES,
    ...AUDIT_ENTITIES,
    WriteLockEntity,
    Job,
    RegionEntity,
    ImportBatchEntity,
    ImportIssueEntity,
    ImportCorrectionEntity,
    ImportChangeEntity,
    ImportMappingEntity,
    SourceRowEntity,
    KeyIndustryEntity,
    RegistryHandoverEntity,
    EnterpriseEntity,
    EnterpriseAliasEntity,
    RegistryLineEntity,
    ScopeDecisionEntity,
    InsuranceProofEntity,
    EnrolmentUnitEntity,
    EnrolmentRecordEntity,
    EnrolmentPersonEntity,
    EnrolmentPersonKeyEntity,
    EnrolmentPersonBlockEntity,
    EnrolmentPersonUnitEntity,
    RosterUnitEntity,
    RosterPersonEntity,
    LinkEntity,
    MatchActEntity,
    MatchChangeEntity,
    BulkSampleEntity,
    BulkSampleItemEntity,
    SecondLookEntity,
    SecondLookItemEntity,
    MatchingRunEntity,
    MatchingRunPartEntity,
    RecordChangeEntity,
    DiseaseCaseEntity,
    CaseRecordEntity,
    CoverageTargetEntity,
    CoverageSnapshotEntity,
    CoverageRevisionEntity,
    CyclePlanEntity,
    PlannedCycleEntity,
    CountyReportEntity,
    ReportFileEntity,
    CalendarYearEntity,
    CalendarDayEntity,
    CityCalendarYearEntity,
    CityCalendarDayEntity,
    ReminderMessageEntity,
    ReminderDeliveryEntity,
    OrganisationWebhookEntity,
    CityBundleEntity,
    ReportSubmissionEntity,
    SubmissionBatchEntity,
    ReportEventEntity,
    ReportOverrideEntity,
    ReportedCaseEntity,
    ExportRequestEntity,
    PersonalLookEntity,
  ],
  migrations: MIGRATIONS,
};
