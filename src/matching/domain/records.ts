import type { RegionTree } from '../../kernel/index.js';
import { usableCode, type EnterpriseRecord, type StatedName, type UnitRecord } from './compare.js';
import type { EnrolmentUnitName, RegisteredEnterprise } from './model.js';
import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';
import { splitRemarkedName } from './remarked-name.js';

/** What names are read with: one tree of regions. */
export interface Language {
  readonly gazetteer: RegionGazetteer;
  readonly parser: NameParser;
}

const LANGUAGES = new WeakMap<RegionTree, Language>();

export function languageOf(regions: RegionTree): Language {
  const known = LANGUAGES.get(regions);
  if (known) return known;
  const gazetteer = new RegionGazetteer(regions);
  const language = { gazetteer, parser: new NameParser(gazetteer) };
  LANGUAGES.set(regions, language);
  return language;
}

export function enterpriseRecord(source: RegisteredEnterprise, parser: NameParser): EnterpriseRecord {
  return { source, names: statedNames(source.name, source.aliases, parser), code: usableCode(source.creditCode) };
}

export function unitRecord(source: EnrolmentUnitName, parser: NameParser): UnitRecord {
  return { source, names: statedNames(source.name, [], parser), code: usableCode(source.creditCode) };
}

function statedNames(name: string, aliases: readonly string[], parser: NameParser): StatedName[] {
  const main = parser.parse(name);
  const former = [...aliases, ...splitRemarkedName(name).aliases].map((text) => ({ text, parsed: parser.parse(text), isAlias: true }));
  const distinct = new Map(former.filter(({ parsed }) => parsed.full !== main.full).map((alias) => [alias.parsed.full, alias]));
  return [{ text: name, parsed: main, isAlias: false }, ...[...distinct.values()].sort((a, b) => (a.parsed.full < b.parsed.full ? -1 : 1))];
}
