export { DecideLink } from './decide-link.js';
export { ExportLinks } from './export-links.js';
export { LinkStore, type Link } from './link.store.js';
export { LINK_STATUSES, type LinkStatus } from './link-status.js';
export { ListLinks, type LinkEntry } from './list-links.js';
export { MatchingModule } from './matching.module.js';
export { RunMatching, type MatchingSummary } from './run-matching.js';
