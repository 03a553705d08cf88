export { CoverageModule } from './coverage.module.js';
export { CoveragePackPart } from './coverage-pack-part.js';
export type { Snapshot } from './coverage.store.js';
export type { CoverageFlag, CoverageLine } from './domain/index.js';
export { FreezeCoverage, type FrozenCoverage } from './freeze-coverage.js';
export { CoverageRowEvidence } from './row-evidence.js';
export { MeasureCoverage, type Breakdown, type CoverageEntry, type CoverageReport } from './measure-coverage.js';
