import type { RegionTree } from '../../kernel/index.js';
import { Matching } from './matching.js';
import type { MatchInput, MatchOutcome } from './model.js';
import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';
import { enterpriseRecord, unitRecord } from './records.js';
import { chooseCandidates } from './review-list.js';

/** Changes whenever the same input could give another outcome: kept beside every link that rests on it. */
export const RULESET_VERSION = '2020.2';

interface Language {
  readonly gazetteer: RegionGazetteer;
  readonly parser: NameParser;
}

const LANGUAGES = new WeakMap<RegionTree, Language>();

/**
 * Matches the registry against the insured units: exact joins first, similar names of the same county for enterprises that these leave
 * open. The outcome does not depend on the order of the input.
 */
export function matchAll(input: MatchInput): MatchOutcome {
  const language = languageOf(input.regions);
  const enterprises = [...input.enterprises].sort((a, b) => a.id - b.id).map((source) => enterpriseRecord(source, language.parser));
  const units = [...input.units].sort((a, b) => a.id - b.id).map((source) => unitRecord(source, language.parser));
  const matching = new Matching(input, language.gazetteer, enterprises, units);
  matching.joinExactly();
  matching.joinSimilar();
  return chooseCandidates(matching);
}

function languageOf(regions: RegionTree): Language {
  const known = LANGUAGES.get(regions);
  if (known) return known;
  const gazetteer = new RegionGazetteer(regions);
  const language = { gazetteer, parser: new NameParser(gazetteer) };
  LANGUAGES.set(regions, language);
  return language;
}
