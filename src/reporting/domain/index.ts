export * from './cycle.js';
export * from './report.js';
