import type { RegionTree } from '../../kernel/index.js';
import { usableCode, type EnterpriseRecord, type StatedName, type UnitRecord } from './compare.js';
import { Matching } from './matching.js';
import type { MatchInput, MatchOutcome } from './model.js';
import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';
import { splitRemarkedName } from './remarked-name.js';
import { chooseCandidates } from './review-list.js';

/** Changes whenever the same input could give another outcome: kept beside every link that rests on it. */
export const RULESET_VERSION = '2020.1';

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

function enterpriseRecord(source: MatchInput['enterprises'][number], parser: NameParser): EnterpriseRecord {
  return { source, names: statedNames(source.name, source.aliases, parser), code: usableCode(source.creditCode) };
}

function unitRecord(source: MatchInput['units'][number], parser: NameParser): UnitRecord {
  return { source, names: statedNames(source.name, [], parser), code: usableCode(source.creditCode) };
}

function statedNames(name: string, aliases: readonly string[], parser: NameParser): StatedName[] {
  const main = parser.parse(name);
  const former = [...aliases, ...splitRemarkedName(name).aliases].map((text) => ({ text, parsed: parser.parse(text), isAlias: true }));
  const distinct = new Map(former.filter(({ parsed }) => parsed.full !== main.full).map((alias) => [alias.parsed.full, alias]));
  return [{ text: name, parsed: main, isAlias: false }, ...[...distinct.values()].sort((a, b) => (a.parsed.full < b.parsed.full ? -1 : 1))];
}
