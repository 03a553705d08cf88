export * from './append-only.js';
export * from './bulk.js';
export * from './columns.js';
export * from './data-source.js';
export * from './database.js';
export * from './id-selection.js';
export * from './table.js';
export { type Reach, type Watcher } from './watch.js';
export * from './write-lock.entity.js';
