import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { CaseImport } from './case-import.js';
import { CaseStore } from './case.store.js';
import { CasesController } from './cases.controller.js';
import { ListCases } from './list-cases.js';
import { TypeOrmCaseStore } from './typeorm/case.store.typeorm.js';
import { CasePersons } from './case-persons.js';

@Module({
  imports: [AccessModule, DisclosureModule],
  controllers: [CasesController],
  providers: [{ provide: CaseStore, useClass: TypeOrmCaseStore }, CaseImport, CasePersons, ListCases],
  exports: [CaseStore, CaseImport],
})
export class CasesModule {}
