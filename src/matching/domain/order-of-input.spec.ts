import fc from 'fast-check';
import { pairKey, type EnrolmentUnitName, type RegisteredEnterprise } from './model.js';
import { BEITAN, CITY, CODE_1, DONGYUAN, XISHAN, enterprise, match, unit } from './testing/small-city.js';

const name = fc
  .tuple(
    fc.constantFrom('', '云岭', '青河市', '北滩区', '东原县', '青河市北滩区'),
    fc.constantFrom('宏达', '鸿达', '宏达利', '宏利达', '兴旺'),
    fc.constantFrom('石料', '石材', '煤炭', '煤业'),
    fc.constantFrom('有限公司', '有限责任公司', '股份有限公司', '厂'),
    fc.constantFrom('', '', '', '第一分公司', '第二分公司', '-1', '（停产）', '项目部'),
  )
  .map((parts) => parts.join(''));
const county = fc.constantFrom(BEITAN, DONGYUAN, XISHAN);
const code = fc.constantFrom(null, null, null, CODE_1);

const enterprises = fc
  .array(fc.record({ name, countyCode: county, creditCode: code, aliases: fc.array(name, { maxLength: 1 }) }), { maxLength: 12 })
  .map((list): RegisteredEnterprise[] => list.map((parts, i) => enterprise({ ...parts, id: i + 1 })));
const units = fc
  .array(fc.record({ name, countyCode: fc.oneof(county, fc.constantFrom(CITY, null)), creditCode: code }), { maxLength: 20 })
  .map((list): EnrolmentUnitName[] => list.map((parts, i) => unit({ ...parts, id: 101 + i })));

describe('matching any registry with any enrolment', () => {
  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(enterprises, units, fc.nat(), (registered, insured, seed) => {
        const shuffled = match(rotated(registered, seed).reverse(), rotated(insured, seed).reverse());
        expect(shuffled).toEqual(match(registered, insured));
      }),
    );
  });

  it('never returns a rejected pair', () => {
    fc.assert(
      fc.property(enterprises, units, (registered, insured) => {
        const rejected = new Set(match(registered, insured).candidates.map(({ enterpriseId, unitId }) => pairKey(enterpriseId, unitId)));
        const again = match(registered, insured, { rejected });
        const returned = [...again.candidates, ...again.nearest].filter(({ enterpriseId, unitId }) =>
          rejected.has(pairKey(enterpriseId, unitId)),
        );
        expect(returned).toEqual([]);
      }),
    );
  });

  it('links a unit automatically to one enterprise at most, and accounts for every enterprise', () => {
    fc.assert(
      fc.property(enterprises, units, (registered, insured) => {
        const { candidates, none } = match(registered, insured);
        const automatic = candidates.filter(({ status }) => status === 'auto').map(({ unitId }) => unitId);
        expect(new Set(automatic).size).toBe(automatic.length);
        const accounted = new Set([...none, ...candidates.map(({ enterpriseId }) => enterpriseId)]);
        expect(accounted.size).toBe(registered.length);
      }),
    );
  });
});

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
