import fc from 'fast-check';
import { matchAll, type EnrolmentUnitName, type MatchInput } from '../domain/index.js';
import { SIMILAR_CAP } from '../domain/similar-names.js';
import { BEITAN, DONGYUAN, enterprise, REGIONS, unit } from '../domain/testing/small-city.js';
import { lateShare, onShelves, SuccessiveRuns } from './testing/successive-runs.js';

const CROWDED = '宏达石料有限公司';
const SHARED_PHONE = '13800000001';

/** Enterprises that could be one of the many, exactly or nearly. */
const ENTERPRISES = [
  enterprise({ id: 1, name: CROWDED, countyCode: BEITAN, phones: [SHARED_PHONE] }),
  enterprise({ id: 2, name: '鸿达石料有限公司', countyCode: BEITAN }),
  enterprise({ id: 3, name: '宏达利石料厂', countyCode: DONGYUAN }),
  enterprise({ id: 4, name: '北滩区宏达石材有限公司', countyCode: BEITAN, phones: [SHARED_PHONE] }),
  enterprise({ id: 5, name: '宏达石料有限公司第一分公司', countyCode: DONGYUAN }),
];

const many = fc.record({
  /** Around the number from which a key is too common to join. */
  crowd: fc.integer({ min: SIMILAR_CAP - 1, max: SIMILAR_CAP + 2 }),
  phones: fc.integer({ min: 2, max: 5 }),
  elsewhere: fc.nat(2),
});
type Many = typeof many extends fc.Arbitrary<infer T> ? T : never;

/** The crowd in one county, some of it elsewhere; the first of them share a telephone, the rest bear another name. */
function unitsOf({ crowd, phones, elsewhere }: Many): EnrolmentUnitName[] {
  return Array.from({ length: SIMILAR_CAP + 4 }, (_, i) =>
    unit({
      id: 10 + i,
      name: i < crowd ? CROWDED : `兴旺${'甲乙丙丁戊己庚辛'[i % 8] ?? ''}煤炭有限公司`,
      countyCode: i < elsewhere ? DONGYUAN : BEITAN,
      phones: i < phones ? [SHARED_PHONE] : [],
    }),
  );
}

describe('a key that many units share', () => {
  it('joins after changes those that it would join all anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(many, { minLength: 2, maxLength: 3 }), lateShare, (cities, share) =>
        onShelves(async (shelf) => {
          const runs = new SuccessiveRuns(shelf, share);
          let before = new Map<number, string>();
          for (const each of cities) {
            const input: MatchInput = { enterprises: ENTERPRISES, units: unitsOf(each), regions: REGIONS };
            const now = new Map(input.units.map((row) => [row.id, JSON.stringify(row)]));
            const changed = [...now].flatMap(([id, text]) => (before.get(id) === text ? [] : [id]));
            expect(await runs.next(input, { enterprise: [], unit: changed })).toEqual(matchAll(input).candidates);
            before = now;
          }
        }),
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
