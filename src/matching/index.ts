export { DecideLink } from './decide-link.js';
export { LinkStore, type Link } from './link.store.js';
export type { LinkStatus } from './link-status.js';
export { ListLinks, type LinkEntry } from './list-links.js';
export { MatchingModule } from './matching.module.js';
export { qualitySentence } from './quality/domain/index.js';
export { MeasureQuality } from './quality/measure-quality.js';
export { openCandidates, SHOWN_CANDIDATES, supposeDecided } from './review/domain/index.js';
export { RunMatching, type MatchingSummary } from './run-matching.js';
