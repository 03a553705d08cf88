import { Module } from '@nestjs/common';
import { EnrolmentModule } from '../enrolment/index.js';
import { RegistryModule } from '../registry/index.js';
import { DecideLink } from './decide-link.js';
import { ExportLinks } from './export-links.js';
import { LinkStore } from './link.store.js';
import { ListLinks } from './list-links.js';
import { MatchingController } from './matching.controller.js';
import { RunMatching } from './run-matching.js';
import { LinkTies } from './typeorm/link-ties.typeorm.js';
import { TypeOrmLinkStore } from './typeorm/link.store.typeorm.js';

@Module({
  imports: [RegistryModule, EnrolmentModule],
  controllers: [MatchingController],
  providers: [{ provide: LinkStore, useClass: TypeOrmLinkStore }, LinkTies, RunMatching, DecideLink, ListLinks, ExportLinks],
  exports: [LinkStore, RunMatching, DecideLink, ListLinks, ExportLinks],
})
export class MatchingModule {}
