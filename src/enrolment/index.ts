export { isActiveOn, isStaleOn } from './domain/index.js';
export { AsOfQuery } from './enrolment.dto.js';
export { EnrolmentPersonImport } from './enrolment-person-import.js';
export { EnrolmentPersonStore, type KnownPersonRecord, type PersonSource } from './enrolment-person.store.js';
export { EnrolmentStore, type EnrolmentUnit, type InsuredUnit } from './enrolment.store.js';
export { EnrolmentUnitImport } from './enrolment-unit-import.js';
export { ExportUnits } from './export-units.js';
export { EnrolmentModule } from './enrolment.module.js';
export { UnitTies } from './unit-ties.js';
