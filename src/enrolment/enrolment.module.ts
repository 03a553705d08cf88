import { Module } from '@nestjs/common';
import { EnrolmentStore } from './enrolment.store.js';
import { EnrolmentUnitImport } from './enrolment-unit-import.js';
import { TypeOrmEnrolmentStore } from './typeorm/enrolment.store.typeorm.js';

@Module({
  providers: [{ provide: EnrolmentStore, useClass: TypeOrmEnrolmentStore }, EnrolmentUnitImport],
  exports: [EnrolmentStore, EnrolmentUnitImport],
})
export class EnrolmentModule {}
