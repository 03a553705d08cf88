import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/index.js';
import { MatchingModule } from '../matching/index.js';
import { RegistryModule } from '../registry/index.js';
import { RosterModule } from '../roster/index.js';
import { CoverageController } from './coverage.controller.js';
import { CoveragePackPart } from './coverage-pack-part.js';
import { CoverageStore } from './coverage.store.js';
import { ExportCoverage } from './export-coverage.js';
import { FreezeCoverage } from './freeze-coverage.js';
import { MeasureCoverage } from './measure-coverage.js';
import { MeasureEntries } from './measure-entries.js';
import { NamedEvidenceReader } from './named-evidence.js';
import { CoverageRowEvidence } from './row-evidence.js';
import { TypeOrmCoverageStore } from './typeorm/coverage.store.typeorm.js';

@Module({
  imports: [RegistryModule, EnrolmentModule, RosterModule, MatchingModule],
  controllers: [CoverageController],
  providers: [
    { provide: CoverageStore, useClass: TypeOrmCoverageStore },
    CoveragePackPart,
    NamedEvidenceReader,
    MeasureEntries,
    MeasureCoverage,
    ExportCoverage,
    FreezeCoverage,
    CoverageRowEvidence,
  ],
  exports: [CoveragePackPart, MeasureCoverage, ExportCoverage, FreezeCoverage, CoverageRowEvidence],
})
export class CoverageModule {}
