export * from './roster.js';
export * from './roster-sheet.js';
export * from './roster-alarms.js';
