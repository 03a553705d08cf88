export * from './actions.js';
export * from './chain.js';
export * from './entry.js';
export * from './values.js';
export * from './walk.js';
