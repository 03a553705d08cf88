export { GeographyModule } from './geography.module.js';
export * from './install-region-pack.js';
export * from './region-pack.js';
export * from './region-source.js';
