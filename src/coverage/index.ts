export { CoverageModule } from './coverage.module.js';
export { CoveragePackPart } from './coverage-pack-part.js';
export { BASIS_NAMES, FLAG_NAMES, outOfScopeName, type CoverageFlag, type CoverageLine } from './domain/index.js';
export { ExportCoverage } from './export-coverage.js';
export { FreezeCoverage, type FrozenCoverage } from './freeze-coverage.js';
export { MeasureCoverage, type Breakdown, type CoverageReport } from './measure-coverage.js';
export type { CoverageEntry, EntryOverview } from './measure-entries.js';
export { CoverageRowEvidence } from './row-evidence.js';
