export { EnrolmentStore, type EnrolmentUnit, type InsuredUnit } from './enrolment.store.js';
export { EnrolmentUnitImport } from './enrolment-unit-import.js';
export { EnrolmentModule } from './enrolment.module.js';
