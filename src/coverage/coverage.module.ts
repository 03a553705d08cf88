import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/index.js';
import { MatchingModule } from '../matching/index.js';
import { RegistryModule } from '../registry/index.js';
import { RosterModule } from '../roster/index.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageLinesController } from './coverage-lines.controller.js';
import { CoveragePackPart } from './coverage-pack-part.js';
import { CoverageStore } from './coverage.store.js';
import { ExportCoverage } from './export-coverage.js';
import { MeasureDecisionEffects } from './effects/decision-effects.js';
import { EffectsController } from './effects/effects.controller.js';
import { FreezeCoverage } from './freeze-coverage.js';
import { LineHeads } from './line-heads.js';
import { MeasureCoverage } from './measure-coverage.js';
import { MeasureEntries } from './measure-entries.js';
import { MeasuredCounties } from './measured-counties.js';
import { NamedEvidenceReader } from './named-evidence.js';
import { CoverageRevisions } from './revisions.store.js';
import { CoverageRowEvidence } from './row-evidence.js';
import { TypeOrmCoverageRevisions } from './typeorm/coverage-revisions.typeorm.js';
import { TypeOrmCoverageStore } from './typeorm/coverage.store.typeorm.js';

@Module({
  imports: [RegistryModule, EnrolmentModule, RosterModule, MatchingModule],
  controllers: [CoverageController, CoverageLinesController, EffectsController],
  providers: [
    { provide: CoverageStore, useClass: TypeOrmCoverageStore },
    { provide: CoverageRevisions, useClass: TypeOrmCoverageRevisions },
    CoveragePackPart,
    NamedEvidenceReader,
    MeasureEntries,
    MeasuredCounties,
    LineHeads,
    MeasureCoverage,
    ExportCoverage,
    MeasureDecisionEffects,
    FreezeCoverage,
    CoverageRowEvidence,
  ],
  exports: [CoveragePackPart, MeasureCoverage, ExportCoverage, FreezeCoverage, CoverageRowEvidence],
})
export class CoverageModule {}
