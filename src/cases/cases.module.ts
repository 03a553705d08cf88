import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { CaseImport } from './case-import.js';
import { CaseStore } from './case.store.js';
import { TypeOrmCaseStore } from './typeorm/case.store.typeorm.js';
import { CasePersons } from './case-persons.js';

@Module({
  imports: [AccessModule, DisclosureModule],
  providers: [{ provide: CaseStore, useClass: TypeOrmCaseStore }, CaseImport, CasePersons],
  exports: [CaseStore, CaseImport],
})
export class CasesModule {}
