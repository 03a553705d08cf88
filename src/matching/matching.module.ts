import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/index.js';
import { RegistryModule } from '../registry/index.js';
import { DecideLink } from './decide-link.js';
import { ExportLinks } from './export-links.js';
import { LinkSides } from './link-sides.js';
import { LinkStore } from './link.store.js';
import { ListLinks } from './list-links.js';
import { MatchingController } from './matching.controller.js';
import { QUALITY_CONTROLLERS, QUALITY_PROVIDERS } from './quality/quality.module.js';
import { MeasureQuality } from './quality/measure-quality.js';
import { REVIEW_CONTROLLERS, REVIEW_PROVIDERS } from './review/review.module.js';
import { RunMatching } from './run-matching.js';
import { CandidateStore } from './runs/candidate.store.js';
import { MatchingRunStore } from './runs/matching-run.store.js';
import { MatchingRuns } from './runs/matching-runs.js';
import { MatchingRunsController } from './runs/matching-runs.controller.js';
import { MatchingStepJob } from './runs/matching-step.job.js';
import { RowsToMatch } from './runs/rows-to-match.js';
import { RunDrafts } from './runs/run-drafts.js';
import { RunFolders } from './runs/run-folders.js';
import { RunPhases } from './runs/run-phases.js';
import { RunProgress } from './runs/run-progress.js';
import { TypeOrmCandidateStore } from './typeorm/candidate.store.typeorm.js';
import { LinkTies } from './typeorm/link-ties.typeorm.js';
import { TypeOrmLinkStore } from './typeorm/link.store.typeorm.js';
import { TypeOrmMatchingRunStore } from './typeorm/matching-run.store.typeorm.js';

const RUN_PROVIDERS = [
  { provide: CandidateStore, useClass: TypeOrmCandidateStore },
  { provide: MatchingRunStore, useClass: TypeOrmMatchingRunStore },
  MatchingRuns,
  MatchingStepJob,
  RowsToMatch,
  RunDrafts,
  RunFolders,
  RunPhases,
  RunProgress,
];

@Module({
  imports: [RegistryModule, EnrolmentModule],
  controllers: [MatchingController, MatchingRunsController, ...REVIEW_CONTROLLERS, ...QUALITY_CONTROLLERS],
  providers: [
    { provide: LinkStore, useClass: TypeOrmLinkStore },
    LinkTies,
    ...RUN_PROVIDERS,
    RunMatching,
    DecideLink,
    LinkSides,
    ListLinks,
    ExportLinks,
    ...REVIEW_PROVIDERS,
    ...QUALITY_PROVIDERS,
  ],
  exports: [LinkStore, RunMatching, DecideLink, ListLinks, ExportLinks, MeasureQuality],
})
export class MatchingModule {}
