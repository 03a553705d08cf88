import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { RegistryModule } from '../registry/index.js';
import { RosterImport } from './roster-import.js';
import { RosterStore } from './roster.store.js';
import { RosterTies } from './typeorm/roster-ties.typeorm.js';
import { TypeOrmRosterStore } from './typeorm/roster.store.typeorm.js';

@Module({
  imports: [AccessModule, RegistryModule],
  providers: [{ provide: RosterStore, useClass: TypeOrmRosterStore }, RosterTies, RosterImport],
  exports: [RosterStore, RosterImport],
})
export class RosterModule {}
