import type { RegistryLine } from './model.js';
import { REGISTRY_FIELDS } from './registry-sheet-fields.js';
import { withUnsaid } from './unsaid.js';

const BEFORE: RegistryLine = {
  sequence: '1',
  industryCode: 'coal',
  industryText: '煤矿',
  name: '福星煤矿',
  address: '临河区',
  headcount: 40,
  contact: '甲某',
  phones: '13847800001',
  remark: '停产，留守3人',
  creditCode: '91150802MAXT102870',
  legalRepresentative: '乙某',
  businessScope: '采煤',
  dustExposedHeadcount: 30,
  proposal: null,
  suspended: true,
  statedHeadcount: 3,
  insuredElsewhere: false,
};
const READ: RegistryLine = {
  ...BEFORE,
  sequence: '7',
  industryCode: null,
  industryText: '',
  name: '福星煤矿有限公司',
  address: '',
  headcount: 50,
  contact: '',
  phones: '',
  remark: '',
  creditCode: null,
  legalRepresentative: '',
  businessScope: '',
  dustExposedHeadcount: null,
  suspended: false,
  statedHeadcount: null,
};
const ALL = REGISTRY_FIELDS.map(({ field }) => field);
const without = (...fields: readonly string[]): Set<string> => new Set(ALL.filter((field) => !fields.includes(field)));

describe('a column that a hand-over does not have', () => {
  it('says nothing: what was known of the enterprise stays known', () => {
    expect(withUnsaid(READ, BEFORE, new Set(['name', 'headcount']))).toEqual({
      ...BEFORE,
      sequence: '7',
      name: '福星煤矿有限公司',
      headcount: 50,
    });
    expect(withUnsaid(READ, BEFORE, without('creditCode', 'dustExposedHeadcount'))).toEqual({
      ...READ,
      creditCode: '91150802MAXT102870',
      dustExposedHeadcount: 30,
    });
  });

  it('keeps with 备注 what 备注 has decided', () => {
    expect(withUnsaid(READ, BEFORE, without('remark'))).toMatchObject({ remark: '停产，留守3人', suspended: true, statedHeadcount: 3 });
  });

  it('gives way to what is said without it: by a correction, or by a note behind the name', () => {
    expect(withUnsaid({ ...READ, creditCode: '91150802MAXT000113' }, BEFORE, without('creditCode')).creditCode).toBe('91150802MAXT000113');
    const closed = withUnsaid({ ...READ, proposal: 'deregistered' }, BEFORE, without('remark'));
    expect(closed).toMatchObject({ proposal: 'deregistered', remark: '', suspended: false, statedHeadcount: null });
  });

  it('is not one that is there and empty', () => {
    expect(withUnsaid(READ, BEFORE, without())).toEqual(READ);
  });

  it('leaves an enterprise as it is read that nothing was known of', () => {
    expect(withUnsaid(READ, null, new Set(['name', 'headcount']))).toEqual(READ);
    expect(withUnsaid(READ, undefined, new Set(['name', 'headcount']))).toEqual(READ);
  });
});
