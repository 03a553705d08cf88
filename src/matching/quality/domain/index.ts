export * from './second-look.js';
export * from './wilson.js';
