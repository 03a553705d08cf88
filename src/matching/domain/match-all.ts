import { Matching } from './matching.js';
import type { MatchInput, MatchOutcome } from './model.js';
import { languageOf } from './language.js';
import { enterpriseRecord, unitRecord } from './records.js';
import { chooseCandidates } from './review-list.js';

/** Changes whenever the same input could give another outcome: kept beside every link that rests on it. */
export const RULESET_VERSION = '2020.2';

/**
 * Matches the registry against the insured units in one go, in memory: exact joins first, similar names of the same county for enterprises
 * that these leave open. The outcome does not depend on the order of the input. This is what matching means; `engine/` does the same in parts.
 */
export function matchAll(input: MatchInput): MatchOutcome {
  const { gazetteer, parser } = languageOf(input.regions);
  const enterprises = [...input.enterprises].sort((a, b) => a.id - b.id).map((source) => enterpriseRecord(source, parser));
  const units = [...input.units].sort((a, b) => a.id - b.id).map((source) => unitRecord(source, parser));
  const matching = new Matching(input, gazetteer, enterprises, units);
  matching.joinExactly();
  matching.joinSimilar();
  return chooseCandidates(matching);
}
