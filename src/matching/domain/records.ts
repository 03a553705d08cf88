import { readCreditCode } from '../../kernel/index.js';
import type { EnrolmentUnitName, RegisteredEnterprise } from './model.js';
import type { NameParser, ParsedName } from './parse-name.js';
import { readParticulars, type Particulars } from './particulars.js';
import { splitRemarkedName } from './remarked-name.js';

/** One name of an enterprise or a unit, parsed. */
export interface StatedName {
  readonly parsed: ParsedName;
  readonly isAlias: boolean;
  readonly text: string;
}

export interface EnterpriseRecord {
  readonly source: RegisteredEnterprise;
  readonly names: readonly StatedName[];
  readonly code: string | null;
  readonly particulars: Particulars;
}

export interface UnitRecord {
  readonly source: EnrolmentUnitName;
  readonly names: readonly StatedName[];
  readonly code: string | null;
  readonly particulars: Particulars;
}

/** Reads an enterprise for comparison: its names parsed, its code and particulars in one spelling. */
export function enterpriseRecord(source: RegisteredEnterprise, parser: NameParser): EnterpriseRecord {
  return {
    source,
    names: statedNames(source.name, source.aliases, parser),
    code: usableCode(source.creditCode),
    particulars: readParticulars(source, source.headcount),
  };
}

/** As `enterpriseRecord`, for an insured unit. */
export function unitRecord(source: EnrolmentUnitName, parser: NameParser): UnitRecord {
  return {
    source,
    names: statedNames(source.name, [], parser),
    code: usableCode(source.creditCode),
    particulars: readParticulars(source, source.insuredCount),
  };
}

/** The code to compare by; null for what has not the shape of a USCC. */
export function usableCode(text: string | null): string | null {
  return text === null ? null : (readCreditCode(text)?.code ?? null);
}

function statedNames(name: string, aliases: readonly string[], parser: NameParser): StatedName[] {
  const main = parser.parse(name);
  const stated = { text: name, parsed: main, isAlias: false };
  const inName = splitRemarkedName(name).aliases;
  if (aliases.length + inName.length === 0) return [stated];
  const former = [...aliases, ...inName].map((text) => ({ text, parsed: parser.parse(text), isAlias: true }));
  const distinct = new Map(former.filter(({ parsed }) => parsed.full !== main.full).map((alias) => [alias.parsed.full, alias]));
  return [stated, ...[...distinct.values()].sort((a, b) => (a.parsed.full < b.parsed.full ? -1 : 1))];
}
