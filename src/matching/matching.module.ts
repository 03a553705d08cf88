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
import { LinkTies } from './typeorm/link-ties.typeorm.js';
import { TypeOrmLinkStore } from './typeorm/link.store.typeorm.js';

@Module({
  imports: [RegistryModule, EnrolmentModule],
  controllers: [MatchingController, ...REVIEW_CONTROLLERS, ...QUALITY_CONTROLLERS],
  providers: [
    { provide: LinkStore, useClass: TypeOrmLinkStore },
    LinkTies,
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
