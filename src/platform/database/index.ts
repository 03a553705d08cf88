export * from './append-only.js';
export * from './append-only-sealed.js';
export * from './bulk.js';
export * from './columns.js';
export * from './data-source.js';
export * from './database.js';
export * from './table.js';
export { type Reach, type Watcher } from './watch.js';
export * from './write-lock.entity.js';
