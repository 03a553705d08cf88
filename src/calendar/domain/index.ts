export * from './arrangement.js';
export * from './working-days.js';
