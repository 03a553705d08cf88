export * from './batches-behind.js';
export * from './canonical-json.js';
export * from './enterprise-coverage.js';
export * from './named-people.js';
export * from './rate.js';
export * from './region-coverage.js';
export * from './target.js';
export * from './words.js';
