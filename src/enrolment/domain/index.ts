export * from './enrolment-person.js';
export * from './enrolment-person-sheet.js';
export * from './enrolment-record.js';
export * from './enrolment-unit-sheet.js';
export * from './extract-alarms.js';
