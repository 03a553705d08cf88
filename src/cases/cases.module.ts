import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { CaseImport } from './case-import.js';
import { CaseStore } from './case.store.js';
import { TypeOrmCaseStore } from './typeorm/case.store.typeorm.js';

@Module({
  imports: [AccessModule],
  providers: [{ provide: CaseStore, useClass: TypeOrmCaseStore }, CaseImport],
  exports: [CaseStore, CaseImport],
})
export class CasesModule {}
