import { RegionTree } from '../../../kernel/index.js';
import { matchAll } from '../match-all.js';
import type { Candidate, EnrolmentUnitName, MatchInput, MatchOutcome, RegisteredEnterprise } from '../model.js';

/** An invented province with one city of three counties. */
export const REGIONS = new RegionTree([
  { code: '990000', name: '云岭自治区', level: 'province', parentCode: null, aliases: ['云岭'] },
  { code: '990100', name: '青河市', level: 'city', parentCode: '990000', aliases: ['青河', '青河盟', '青盟', '清河市'] },
  { code: '990101', name: '北滩区', level: 'county', parentCode: '990100', aliases: ['北滩', '北滩市'] },
  { code: '990102', name: '东原县', level: 'county', parentCode: '990100', aliases: ['东原'] },
  { code: '990103', name: '西原山旗', level: 'county', parentCode: '990100', aliases: ['西山旗'] },
  { code: '990101001', name: '新华镇', level: 'town', parentCode: '990101', aliases: [] },
  { code: '990103001', name: '白石头镇', level: 'town', parentCode: '990103', aliases: [] },
  { code: '990103002', name: '青河市红柳农场有限公司', level: 'town', parentCode: '990103', aliases: [] },
]);

export const CITY = '990100';
export const BEITAN = '990101';
export const DONGYUAN = '990102';
export const XISHAN = '990103';

/** Codes with correct check characters; no real organisation's. */
export const CODE_1 = '91990101MA0AAAAA0F';
export const CODE_2 = '91990102MA0BBBBB0Y';

type EnterpriseParts = Partial<RegisteredEnterprise> & { readonly name: string };
type UnitParts = Partial<EnrolmentUnitName> & { readonly name: string };

/** An enterprise of 北滩区 unless the parts say otherwise. */
export function enterprise(parts: EnterpriseParts): RegisteredEnterprise {
  return { id: 1, countyCode: BEITAN, aliases: [], creditCode: null, ...parts };
}

/** A unit insured in 北滩区 unless the parts say otherwise. */
export function unit(parts: UnitParts): EnrolmentUnitName {
  const id = parts.id ?? 101;
  return { unitNo: String(id), countyCode: BEITAN, creditCode: null, ...parts, id };
}

export function match(
  enterprises: readonly RegisteredEnterprise[],
  units: readonly EnrolmentUnitName[],
  decided: Pick<MatchInput, 'rejected' | 'confirmed'> = {},
): MatchOutcome {
  return matchAll({ enterprises, units, regions: REGIONS, ...decided });
}

/** The only candidate of one enterprise and one unit; undefined where there is none. */
export function pair(one: EnterpriseParts, other: UnitParts): Candidate | undefined {
  return match([enterprise(one)], [unit(other)]).candidates[0];
}
