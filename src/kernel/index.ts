export * from './credit-code.js';
export * from './id-number.js';
export * from './local-date.js';
export * from './month.js';
export * from './problem.js';
export * from './region.js';
export * from './result.js';
export * from './text.js';
