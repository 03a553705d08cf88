export { matchAll, RULESET_VERSION } from './match-all.js';
export * from './model.js';
export { foldName, nameKey } from './normalise.js';
export { formerNamesIn, splitRemarkedName, type RemarkedName } from './remarked-name.js';
