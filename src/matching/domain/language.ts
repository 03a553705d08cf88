import type { RegionTree } from '../../kernel/index.js';
import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';

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
