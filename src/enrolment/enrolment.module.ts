import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentPersonImport } from './enrolment-person-import.js';
import { EnrolmentPersonStore } from './enrolment-person.store.js';
import { EnrolmentStore } from './enrolment.store.js';
import { EnrolmentUnitImport } from './enrolment-unit-import.js';
import { ExportUnits } from './export-units.js';
import { ListUnits } from './list-units.js';
import { PersonChangesStore } from './person-changes.store.js';
import { SamplePersonChanges } from './sample-person-changes.js';
import { TypeOrmEnrolmentPersonStore } from './typeorm/enrolment-person.store.typeorm.js';
import { TypeOrmEnrolmentStore } from './typeorm/enrolment.store.typeorm.js';
import { TypeOrmPersonChangesStore } from './typeorm/person-changes.store.typeorm.js';
import { UnitTies } from './unit-ties.js';
import { EnrolmentPersons } from './enrolment-persons.js';

@Module({
  imports: [AccessModule, DisclosureModule],
  controllers: [EnrolmentController],
  providers: [
    { provide: EnrolmentStore, useClass: TypeOrmEnrolmentStore },
    { provide: EnrolmentPersonStore, useClass: TypeOrmEnrolmentPersonStore },
    { provide: PersonChangesStore, useClass: TypeOrmPersonChangesStore },
    SamplePersonChanges,
    UnitTies,
    EnrolmentUnitImport,
    EnrolmentPersonImport,
    EnrolmentPersons,
    ListUnits,
    ExportUnits,
  ],
  exports: [UnitTies, ExportUnits, EnrolmentStore, EnrolmentPersonStore, EnrolmentUnitImport, EnrolmentPersonImport],
})
export class EnrolmentModule {}
