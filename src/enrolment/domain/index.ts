export * from './enrolment-record.js';
export * from './enrolment-unit-sheet.js';
