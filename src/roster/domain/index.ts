export * from './roster.js';
export * from './roster-sheet.js';
