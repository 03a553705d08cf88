import { DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('former names', () => {
  it('link like names, with the relation stated', () => {
    const candidate = pair({ name: '北滩区宏达建材有限公司', aliases: ['北滩区红旗砖厂'] }, { name: '北滩区红旗砖厂' });
    expect(candidate).toMatchObject({ status: 'auto', tier: 'A', relation: 'predecessor' });
    expect(candidate?.evidence).toContainEqual({ field: 'alias', verdict: 'agrees', words: '按原名“北滩区红旗砖厂”比对' });
  });

  it('may state the region on one side only', () => {
    expect(pair({ name: '宏达建材有限公司', aliases: ['红旗砖厂'] }, { name: '北滩区红旗砖厂' })).toMatchObject({
      status: 'auto',
      relation: 'predecessor',
    });
  });

  it('stand beside the unit of the present name', () => {
    const units = [unit({ id: 101, name: '宏达建材有限公司' }), unit({ id: 102, name: '红旗砖厂' })];
    const { candidates } = match([enterprise({ name: '宏达建材有限公司', aliases: ['红旗砖厂'] })], units);
    expect(candidates.map(({ unitId, status, relation }) => [unitId, status, relation])).toEqual([
      [101, 'auto', 'same'],
      [102, 'auto', 'predecessor'],
    ]);
  });

  it('yield to an enterprise that bears the name today', () => {
    const registered = [enterprise({ id: 1, name: '宏达建材有限公司', aliases: ['红旗砖厂'] }), enterprise({ id: 2, name: '红旗砖厂' })];
    const { candidates } = match(registered, [unit({ name: '红旗砖厂' })]);
    expect(candidates.find(({ enterpriseId }) => enterpriseId === 2)).toMatchObject({ status: 'auto', relation: 'same' });
    expect(candidates.find(({ enterpriseId }) => enterpriseId === 1)).toMatchObject({ status: 'review' });
  });

  it('are reviewed where two enterprises claim the same one', () => {
    const registered = [
      enterprise({ id: 1, name: '宏达建材有限公司', aliases: ['红旗砖厂'] }),
      enterprise({ id: 2, name: '兴旺建材有限公司', aliases: ['红旗砖厂'] }),
    ];
    const { candidates } = match(registered, [unit({ name: '红旗砖厂' })]);
    expect(candidates.map(({ status }) => status)).toEqual(['review', 'review']);
  });

  it('that the unit states behind its own name count as well', () => {
    expect(pair({ name: '红旗砖厂' }, { name: '宏达建材有限公司（原名红旗砖厂）' })).toMatchObject({
      status: 'auto',
      relation: 'predecessor',
    });
  });

  it('are reviewed when the unit is insured in another county', () => {
    const candidate = pair({ name: '宏达建材有限公司', aliases: ['红旗砖厂'] }, { name: '红旗砖厂', countyCode: DONGYUAN });
    expect(candidate).toMatchObject({ status: 'review', relation: 'predecessor' });
  });
});
