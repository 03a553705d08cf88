import fc from 'fast-check';
import { EnterprisePostings, UnitPostings } from './blocking.js';
import { compareNames } from './compare.js';
import { automaticGround, type Link } from './decide.js';
import type { Candidate, EnrolmentUnitName, RegisteredEnterprise } from './model.js';
import { NameParser, type ParsedName } from './parse-name.js';
import { enterpriseRecord, unitRecord } from './records.js';
import { RegionGazetteer } from './regions-in-names.js';
import { scoreOf } from './score.js';
import { brand, code, county, form, name, phone, region, tail, trade } from './testing/names.js';
import { CITY, REGIONS, enterprise, match, unit } from './testing/small-city.js';

const gazetteer = new RegionGazetteer(REGIONS);
const parser = new NameParser(gazetteer);

/** So near to each other that an error of a character in the 字号 is often all that parts two. */
const nearName = fc
  .tuple(fc.constantFrom('', '北滩区', '青河市'), brand, fc.constantFrom('石料', '煤矿'), fc.constantFrom('有限公司', '有限责任公司', ''))
  .map((parts) => parts.join(''));

const anyEnterprises = (names: fc.Arbitrary<string>, withEvidence: boolean): fc.Arbitrary<RegisteredEnterprise[]> =>
  fc
    .array(
      fc.record({ name: names, countyCode: county, creditCode: withEvidence ? code : fc.constant(null), phones: phonesOf(withEvidence) }),
      { maxLength: 10 },
    )
    .map((list) => list.map((parts, i) => enterprise({ ...parts, id: i + 1 })));

const anyUnits = (names: fc.Arbitrary<string>, withEvidence: boolean): fc.Arbitrary<EnrolmentUnitName[]> =>
  fc
    .array(
      fc.record({
        name: names,
        countyCode: fc.oneof(county, fc.constantFrom(CITY, null)),
        creditCode: withEvidence ? code : fc.constant(null),
        phones: phonesOf(withEvidence),
      }),
      { maxLength: 14 },
    )
    .map((list) => list.map((parts, i) => unit({ ...parts, id: 101 + i })));

function phonesOf(withEvidence: boolean): fc.Arbitrary<string[]> {
  return withEvidence ? fc.array(phone, { maxLength: 1 }) : fc.constant([]);
}

interface Pair {
  readonly candidate: Candidate;
  readonly enterprise: RegisteredEnterprise;
  readonly unit: EnrolmentUnitName;
}

function automatic(registered: readonly RegisteredEnterprise[], insured: readonly EnrolmentUnitName[]): Pair[] {
  return match(registered, insured)
    .candidates.filter(({ status }) => status === 'auto')
    .map((candidate) => {
      const [one, other] = [registered.find(({ id }) => id === candidate.enterpriseId), insured.find(({ id }) => id === candidate.unitId)];
      if (!one || !other) throw new Error('A candidate names both sides.');
      return { candidate, enterprise: one, unit: other };
    });
}

/** Every pair, also those that blocking would never bring together, for which the rules alone find a ground. */
function groundedPairs(registered: readonly RegisteredEnterprise[], insured: readonly EnrolmentUnitName[]): Link[] {
  const enterprises = registered.map((source) => enterpriseRecord(source, parser));
  const units = insured.map((source) => unitRecord(source, parser));
  const around = { enterprises: new EnterprisePostings(enterprises), units: new UnitPostings(units), gazetteer };
  const links = enterprises.flatMap((one) =>
    units.flatMap((other) =>
      one.names.flatMap((left) =>
        other.names.map((right): Link => {
          const comparison = compareNames(one, other, left, right, gazetteer);
          return { enterprise: one, unit: other, comparison, score: scoreOf(comparison) };
        }),
      ),
    ),
  );
  return links.filter((link) => automaticGround(link, around) !== null);
}

const namesOf = (pair: Pair): { left: ParsedName[]; right: ParsedName[] } => ({
  left: enterpriseRecord(pair.enterprise, parser).names.map(({ parsed }) => parsed),
  right: unitRecord(pair.unit, parser).names.map(({ parsed }) => parsed),
});

describe('in any registry and any enrolment, an automatic link', () => {
  it('never joins two 字号 that differ by a character, unless code or telephone decide; whichever pairs are looked at', () => {
    fc.assert(
      fc.property(anyEnterprises(nearName, true), anyUnits(nearName, true), (registered, insured) => {
        for (const { comparison } of groundedPairs(registered, insured)) {
          const isDecidedOtherwise = comparison.code === 'equal' || comparison.particulars.phone === 'agrees';
          const [left, right] = [comparison.enterpriseName.parsed.trade.brand, comparison.unitName.parsed.trade.brand];
          expect(isDecidedOtherwise || left === right).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with evidence beside the name still never joins two different branches, or a branch of the registry with its head office', () => {
    const branches = fc.tuple(region, brand, trade, form, tail).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyEnterprises(branches, true), anyUnits(branches, true), (registered, insured) => {
        for (const pair of automatic(registered, insured)) {
          const { left, right } = namesOf(pair);
          const isOfOne = left.some((one) => right.some((other) => one.tail === null || one.tail.key === other.tail?.key));
          expect(isOfOne).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never joins valid credit codes that differ', () => {
    fc.assert(
      fc.property(anyEnterprises(name, true), anyUnits(name, true), (registered, insured) => {
        for (const pair of automatic(registered, insured)) {
          const [left, right] = [pair.enterprise.creditCode, pair.unit.creditCode];
          expect(left === null || right === null || left === right).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never rests on a name that states another county, without an equal code', () => {
    fc.assert(
      fc.property(anyEnterprises(name, false), anyUnits(name, false), (registered, insured) => {
        for (const { candidate } of automatic(registered, insured)) {
          expect(candidate.evidence.filter(({ field, verdict }) => field === 'region' && verdict === 'differs')).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is found again whatever else is added in a county where nothing is alike', () => {
    fc.assert(
      fc.property(anyEnterprises(name, true), anyUnits(name, true), (registered, insured) => {
        const before = automatic(registered, insured).map(({ candidate }) => [candidate.enterpriseId, candidate.unitId]);
        const stranger = unit({ id: 999, name: '西山旗永胜幼儿园', countyCode: '990103' });
        const after = automatic(registered, [...insured, stranger]).map(({ candidate }) => [candidate.enterpriseId, candidate.unitId]);
        expect(after).toEqual(before);
      }),
    );
  });
});
