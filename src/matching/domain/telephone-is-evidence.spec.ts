import { DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

const PHONES = ['0478-8210001'];
const NAME = '北滩区东金恒铸造有限公司';
const ERROR = '北滩区东金衡铸造有限公司';

describe('an equal telephone', () => {
  it('decides an error that sound, look or order explain', () => {
    expect(pair({ name: NAME, phones: PHONES }, { name: ERROR, phones: ['8210001'] })).toMatchObject({ status: 'auto', tier: 'A' });
  });

  it.each([
    ['a character that nothing explains', { name: '北滩区东金钢铸造有限公司', phones: PHONES }],
    ['another form', { name: '北滩区东金衡铸造厂', phones: PHONES }],
    ['another trade', { name: '北滩区东金恒运输有限公司', phones: PHONES }],
    ['another telephone', { name: ERROR, phones: ['8219999'] }],
    ['a placeholder for a telephone', { name: ERROR, phones: ['00000000'] }],
  ])('does not decide about %s', (_what, parts) => {
    const phones = parts.phones[0] === '00000000' ? parts.phones : PHONES;
    expect(pair({ name: NAME, phones }, parts)?.status).not.toBe('auto');
  });

  it('decides nothing where another unit has it, too', () => {
    const units = [unit({ id: 101, name: ERROR, phones: PHONES }), unit({ id: 102, name: '北滩区兴旺食品有限公司', phones: PHONES })];
    const { candidates } = match([enterprise({ name: NAME, phones: PHONES })], units);
    expect(candidates.filter(({ status }) => status === 'auto')).toEqual([]);
  });

  it('decides nothing where the right name is there, too', () => {
    const units = [unit({ id: 101, name: ERROR, phones: PHONES }), unit({ id: 102, name: '云岭东金恒铸造有限公司' })];
    const { candidates } = match([enterprise({ name: NAME, phones: PHONES })], units);
    expect(candidates.filter(({ unitId, status }) => unitId === 101 && status === 'auto')).toEqual([]);
  });

  it('places a full name that is insured in another county', () => {
    const name = '宏达石料厂';
    expect(pair({ name, phones: PHONES }, { name, phones: PHONES, countyCode: DONGYUAN })).toMatchObject({ status: 'auto' });
  });

  it('finds an enterprise that was renamed without a word, for a look', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司', phones: PHONES }, { name: '云岭新兴旺建材有限公司', phones: PHONES });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C' });
    expect(candidate?.reason).toContain('联系电话相同');
  });

  it('is told without the number', () => {
    const candidate = pair({ name: NAME, phones: PHONES, contact: '巴特尔' }, { name: ERROR, phones: PHONES, contact: '巴特尔' });
    expect(candidate?.evidence).toContainEqual({ field: 'phone', verdict: 'agrees', words: '联系电话相同' });
    expect(JSON.stringify(candidate)).not.toMatch(/8210001|巴特尔/);
  });
});
