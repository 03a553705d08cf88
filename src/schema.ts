import { ACCESS_ENTITIES } from './access/index.js';
import { CaseRecordEntity, DiseaseCaseEntity } from './cases/typeorm/case.entities.js';
import { CoverageSnapshotEntity, CoverageTargetEntity } from './coverage/typeorm/coverage.entities.js';
import {
  EnrolmentPersonBlockEntity,
  EnrolmentPersonEntity,
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
import { LinkEntity } from './matching/typeorm/link.entity.js';
import { MIGRATIONS } from './migrations/index.js';
import { WriteLockEntity, type Schema } from './platform/database/index.js';
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
    EnrolmentPersonBlockEntity,
    EnrolmentPersonUnitEntity,
    RosterUnitEntity,
    RosterPersonEntity,
    LinkEntity,
    DiseaseCaseEntity,
    CaseRecordEntity,
    CoverageTargetEntity,
    CoverageSnapshotEntity,
    CyclePlanEntity,
    PlannedCycleEntity,
    CountyReportEntity,
    ReportFileEntity,
    CityBundleEntity,
    ReportSubmissionEntity,
    SubmissionBatchEntity,
    ReportEventEntity,
    ReportOverrideEntity,
    ReportedCaseEntity,
  ],
  migrations: MIGRATIONS,
};
