import fc from 'fast-check';
import {
  matchAll,
  pairKey,
  type EnrolmentUnitName,
  type MatchInput,
  type MatchOutcome,
  type RegisteredEnterprise,
} from '../domain/index.js';
import { BEITAN, CITY, CODE_1, CODE_2, DONGYUAN, enterprise, REGIONS, unit, XISHAN } from '../domain/testing/small-city.js';
import type { Side } from './segment.js';
import { runEngine } from './testing/run-engine.js';
import { lateShare, onShelves, SuccessiveRuns } from './testing/successive-runs.js';

/** Ids so far apart that neighbours lie in different segments. */
const APART = 1500;

const name = fc
  .tuple(
    fc.constantFrom('', '', '云岭', '青河市', '北滩区', '东原县', '青河市北滩区'),
    fc.constantFrom('宏达', '鸿达', '宏达利', '宏利达', '兴旺', '龙腾'),
    fc.constantFrom('石料', '石材', '煤炭', '煤业', ''),
    fc.constantFrom('有限公司', '有限责任公司', '股份有限公司', '厂'),
    fc.constantFrom('', '', '', '', '第一分公司', '第二分公司', '-1', '（停产）', '项目部', '（原兴旺煤炭有限公司）'),
  )
  .map((parts) => parts.join(''));
const county = fc.constantFrom(BEITAN, DONGYUAN, XISHAN);
const code = fc.constantFrom(null, null, null, CODE_1, CODE_2);
/** Some are shared by more than may be. */
const phones = fc.constantFrom<readonly string[]>([], [], ['13800000001'], ['13800000002']);
const enterpriseParts = fc.record({ name, phones, countyCode: county, creditCode: code, aliases: fc.array(name, { maxLength: 1 }) });
const unitParts = fc.record({ name, phones, countyCode: fc.oneof(county, fc.constantFrom(CITY, null)), creditCode: code });

const city = fc.record({
  enterprises: fc.array(fc.option(enterpriseParts), { maxLength: 12 }),
  units: fc.array(fc.option(unitParts), { maxLength: 16 }),
});
/** Rows by place; null stands for a row that is not there. */
type City = typeof city extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ enterprises, units }: City, decided: Pick<MatchInput, 'confirmed' | 'rejected'> = {}): MatchInput {
  return {
    enterprises: enterprises.flatMap((parts, i): RegisteredEnterprise[] => (parts ? [enterprise({ ...parts, id: 1 + i * APART })] : [])),
    units: units.flatMap((parts, i): EnrolmentUnitName[] => (parts ? [unit({ ...parts, id: 2 + i * APART })] : [])),
    regions: REGIONS,
    ...decided,
  };
}

const edit = fc.record({
  enterprises: fc.array(fc.tuple(fc.nat(13), fc.option(enterpriseParts)), { maxLength: 2 }),
  units: fc.array(fc.tuple(fc.nat(17), fc.option(unitParts)), { maxLength: 2 }),
  confirm: fc.array(fc.nat(40), { maxLength: 2 }),
  reject: fc.array(fc.nat(40), { maxLength: 2 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** What the database notes: everything that was written, whether it is another than before or not. */
const notedOf = ({ enterprises, units }: Edit): Readonly<Record<Side, readonly number[]>> => ({
  enterprise: [...new Set(enterprises.map(([at]) => 1 + at * APART))],
  unit: [...new Set(units.map(([at]) => 2 + at * APART))],
});

function edited(before: City, { enterprises, units }: Edit): City {
  const replace = <T>(rows: readonly (T | null)[], changes: readonly (readonly [number, T | null])[]): (T | null)[] => {
    const copy = [...rows];
    for (const [at, row] of changes) {
      while (copy.length <= at) copy.push(null);
      copy[at] = row;
    }
    return copy;
  };
  return { enterprises: replace(before.enterprises, enterprises), units: replace(before.units, units) };
}

/** Decisions of a person on candidates of an outcome: no unit is confirmed for two enterprises. */
function decidedOn(
  { candidates }: Pick<MatchOutcome, 'candidates'>,
  { confirm, reject }: Edit,
): Pick<MatchInput, 'confirmed' | 'rejected'> {
  const pick = (places: readonly number[]): MatchOutcome['candidates'][number][] => places.flatMap((place) => candidates[place] ?? []);
  const confirmed = new Map(pick(confirm).map((candidate) => [candidate.unitId, pairKey(candidate.enterpriseId, candidate.unitId)]));
  const rejected = pick(reject).map(({ enterpriseId, unitId }) => pairKey(enterpriseId, unitId));
  return { confirmed: new Set(confirmed.values()), rejected: new Set(rejected.filter((key) => ![...confirmed.values()].includes(key))) };
}

const whole = (input: MatchInput): Omit<MatchOutcome, 'nearest'> => {
  const { candidates, none } = matchAll(input);
  return { candidates, none };
};

describe('matching in parts', () => {
  it('gives what matching in one go gives', async () => {
    await fc.assert(
      fc.asyncProperty(city, edit, (rows, decisions) =>
        onShelves(async (shelf) => {
          const undecided = inputOf(rows);
          const input = inputOf(rows, decidedOn(matchAll(undecided), decisions));
          expect(await runEngine(input, shelf('run'), null)).toEqual(whole(input));
        }),
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('matching after changes', () => {
  it('leaves every enterprise with what matching all anew would give it', async () => {
    await fc.assert(
      fc.asyncProperty(city, fc.array(edit, { minLength: 1, maxLength: 3 }), lateShare, (rows, edits, share) =>
        onShelves(async (shelf) => {
          const runs = new SuccessiveRuns(shelf, share);
          let current = rows;
          let decided: Pick<MatchInput, 'confirmed' | 'rejected'> = {};
          expect(await runs.next(inputOf(current))).toEqual(matchAll(inputOf(current)).candidates);
          for (const change of edits) {
            decided = decidedOn(matchAll(inputOf(current, decided)), change);
            current = edited(current, change);
            const input = inputOf(current, decided);
            expect(await runs.next(input, notedOf(change))).toEqual(matchAll(input).candidates);
          }
        }),
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
