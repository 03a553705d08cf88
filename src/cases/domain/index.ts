export * from './case-sheet.js';
export * from './disease-case.js';
export * from './disease-names.js';
