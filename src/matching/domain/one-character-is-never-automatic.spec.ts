import { DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('one differing character', () => {
  it.each([
    ['a homophone', '北滩区德朋水泥有限公司', '同音'],
    ['a look-alike', '北滩区德鹏水尼有限公司', '一字之差'],
    ['an inserted character', '北滩区德鹏达水泥有限公司', '多一字'],
  ])('%s is proposed, never linked', (_what, name, words) => {
    const candidate = pair({ name: '北滩区德鹏水泥有限公司' }, { name });
    expect(candidate).toMatchObject({ status: 'review' });
    expect(candidate?.reason).toContain(words);
  });

  it.each([
    ['北滩区东金恒铸造有限公司', '北滩区东金衡铸造有限公司'],
    ['北滩区东金恒铸造有限公司', '北滩区金东恒铸造有限公司'],
    ['北滩区东金恒铸造有限公司', '北滩区东金恒达铸造有限公司'],
    ['北滩区瑞源水泥有限公司', '北滩区端源水泥有限责任公司'],
  ])('%s and %s may be confirmed in bulk', (registered, insured) => {
    expect(pair({ name: registered }, { name: insured })).toMatchObject({ status: 'review', tier: 'B' });
  });

  it('needs a look where two units are equally near', () => {
    const units = [unit({ id: 101, name: '北滩区东金衡铸造有限公司' }), unit({ id: 102, name: '北滩区东进恒铸造有限公司' })];
    const { candidates } = match([enterprise({ name: '北滩区东金恒铸造有限公司' })], units);
    expect(candidates.map(({ tier }) => tier)).toEqual(['C', 'C']);
  });

  it('needs a look where two enterprises are equally near', () => {
    const registered = [enterprise({ id: 1, name: '北滩区东金恒铸造有限公司' }), enterprise({ id: 2, name: '北滩区东进衡铸造有限公司' })];
    const { candidates } = match(registered, [unit({ name: '北滩区东金衡铸造有限公司' })]);
    expect(candidates.map(({ tier }) => tier)).toEqual(['C', 'C']);
  });

  it('is not looked for in other counties', () => {
    expect(pair({ name: '北滩区东金恒铸造有限公司' }, { name: '北滩区东金衡铸造有限公司', countyCode: DONGYUAN })).toBeUndefined();
  });

  it('does not open a unit that is somebody’s by its full name', () => {
    const registered = [enterprise({ id: 1, name: '北滩区东金恒铸造有限公司' }), enterprise({ id: 2, name: '北滩区东金衡铸造有限公司' })];
    const { candidates, none } = match(registered, [unit({ name: '北滩区东金衡铸造有限公司' })]);
    expect(candidates.map(({ enterpriseId, status }) => [enterpriseId, status])).toEqual([[2, 'auto']]);
    expect(none).toEqual([1]);
  });
});
