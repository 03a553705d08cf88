export * from './actions.js';
export * from './chain.js';
export * from './entry.js';
export * from './masking.js';
export * from './values.js';
