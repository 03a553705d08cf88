import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, AuditPagesModule, KeyChangesModule } from './access/index.js';
import { BackupModule } from './backup/index.js';
import { CalendarModule } from './calendar/index.js';
import { CaseImport, CasesModule } from './cases/index.js';
import { CoverageModule, CoveragePackPart, CoverageRowEvidence } from './coverage/index.js';
import { DisclosureModule } from './disclosure/index.js';
import { EnrolmentModule, EnrolmentPersonImport, EnrolmentUnitImport } from './enrolment/index.js';
import { FoundationModule } from './foundation.module.js';
import { GeographyModule, InstallRegionPack, PACK_PARTS, type PackPart } from './geography/index.js';
import { HealthController } from './health.controller.js';
import { IntakeModule } from './intake/intake.module.js';
import { JobsPageModule } from './jobs/index.js';
import { MatchingModule } from './matching/index.js';
import type { Config } from './platform/config/config.js';
import { JobsModule } from './platform/jobs/index.js';
import { RegistryImport, RegistryModule, RegistryPackPart } from './registry/index.js';
import { RemindersModule } from './reminders/index.js';
import { ReportingModule, ReportingPackPart, ReportsOnBatch } from './reporting/index.js';
import { RosterImport, RosterModule } from './roster/index.js';

/** The composition root: here, and only here, adapters are chosen and features joined. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        FoundationModule.with(config),
        GeographyModule,
        JobsModule.with(config),
        AccessModule,
        KeyChangesModule,
        AuditPagesModule,
        IntakeModule.with({
          modules: [RegistryModule, EnrolmentModule, RosterModule, CasesModule, CoverageModule, ReportingModule],
          targets: [RegistryImport, EnrolmentUnitImport, EnrolmentPersonImport, RosterImport, CaseImport],
          use: ReportsOnBatch,
          evidence: CoverageRowEvidence,
        }),
        RegistryModule,
        EnrolmentModule,
        RosterModule,
        CasesModule,
        DisclosureModule,
        MatchingModule,
        CoverageModule,
        ReportingModule,
        CalendarModule,
        RemindersModule,
        JobsPageModule,
        BackupModule,
      ],
      controllers: [HealthController],
      providers: [
        InstallRegionPack,
        {
          provide: PACK_PARTS,
          inject: [RegistryPackPart, CoveragePackPart, ReportingPackPart],
          useFactory: (...parts: PackPart[]) => parts,
        },
      ],
    };
  }
}
