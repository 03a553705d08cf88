export * from './case-sheet.js';
export * from './disease-case.js';
export * from './case-alarms.js';
export * from './disease-names.js';
