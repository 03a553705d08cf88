import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { RegistryModule } from '../registry/index.js';
import { RosterImport } from './roster-import.js';
import { RosterStore } from './roster.store.js';
import { RosterTies } from './typeorm/roster-ties.typeorm.js';
import { TypeOrmRosterStore } from './typeorm/roster.store.typeorm.js';
import { RosterPersons } from './roster-persons.js';

@Module({
  imports: [AccessModule, DisclosureModule, RegistryModule],
  providers: [{ provide: RosterStore, useClass: TypeOrmRosterStore }, RosterTies, RosterImport, RosterPersons],
  exports: [RosterStore, RosterImport],
})
export class RosterModule {}
