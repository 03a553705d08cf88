import { changedFields, identifyRows, type ComparedLine } from './handover.js';
import type { EnterpriseIdentity, RegistryRow } from './model.js';

const CODE = '91150802MAXT102870';
const OTHER_CODE = '91150802MAXT000113';

interface Row extends RegistryRow {
  readonly row: number;
}

const row = (number: number, nameKey: string, changes: Partial<RegistryRow> = {}): Row => ({
  row: number,
  nameKey,
  formerNameKeys: [],
  creditCode: null,
  ...changes,
});

const known = (id: number, nameKey: string, changes: Partial<EnterpriseIdentity> = {}): EnterpriseIdentity => ({
  id,
  nameKey,
  aliasKeys: [],
  creditCode: null,
  ...changes,
});

/** Row numbers with the enterprise that they speak of, and repeated rows with the row that they repeat. */
function identify(rows: readonly Row[], enterprises: readonly EnterpriseIdentity[]) {
  const found = identifyRows(rows, enterprises);
  return {
    rows: found.rows.map((identified) => [identified.row.row, identified.enterpriseId]),
    repeated: found.repeated.map((repeated) => [repeated.row.row, repeated.first.row]),
  };
}

describe('an enterprise is the same across hand-overs', () => {
  it('by its code, though it changed its name', () => {
    expect(identify([row(5, '新名石材厂', { creditCode: CODE })], [known(1, '福星石材厂', { creditCode: CODE })]).rows).toEqual([[5, 1]]);
  });

  it('by its code rather than by the name of another', () => {
    const enterprises = [known(1, '福星石材厂', { creditCode: CODE }), known(2, '新名石材厂')];
    expect(identify([row(5, '新名石材厂', { creditCode: CODE })], enterprises).rows).toEqual([[5, 1]]);
  });

  it('by its name where one of the two has no code', () => {
    expect(identify([row(5, '福星石材厂')], [known(1, '福星石材厂', { creditCode: CODE })]).rows).toEqual([[5, 1]]);
    expect(identify([row(5, '福星石材厂', { creditCode: CODE })], [known(1, '福星石材厂')]).rows).toEqual([[5, 1]]);
  });

  it('by a former name that the row states', () => {
    expect(identify([row(5, '新名石材厂', { formerNameKeys: ['福星石材厂'] })], [known(1, '福星石材厂')]).rows).toEqual([[5, 1]]);
  });

  it('by a name that it is known to have borne', () => {
    expect(identify([row(5, '旧名石材厂')], [known(1, '福星石材厂', { aliasKeys: ['旧名石材厂'] })]).rows).toEqual([[5, 1]]);
  });

  it('by its present name before a former one', () => {
    const enterprises = [known(1, '福星石材厂'), known(2, '新名石材厂')];
    expect(identify([row(5, '新名石材厂', { formerNameKeys: ['福星石材厂'] })], enterprises).rows).toEqual([[5, 2]]);
  });
});

describe('an enterprise is another one', () => {
  it('where the name is the same and the codes contradict', () => {
    expect(identify([row(5, '福星石材厂', { creditCode: OTHER_CODE })], [known(1, '福星石材厂', { creditCode: CODE })]).rows).toEqual([
      [5, null],
    ]);
  });

  it('where two bear the name and no code tells which: that is not guessed', () => {
    const twins = [known(1, '福星石材厂', { creditCode: CODE }), known(2, '福星石材厂', { creditCode: OTHER_CODE })];
    expect(identify([row(5, '福星石材厂')], twins).rows).toEqual([[5, null]]);
    expect(identify([row(5, '福星石材厂', { creditCode: OTHER_CODE })], twins).rows).toEqual([[5, 2]]);
  });

  it('where nothing fits', () => {
    expect(identify([row(5, '福星石材厂')], [known(1, '紫德石材厂')]).rows).toEqual([[5, null]]);
  });
});

describe('rows of one hand-over that speak of the same enterprise', () => {
  it('count once: the first stays, the others are named with it', () => {
    const rows = [row(5, '福星石材厂'), row(6, '紫德石材厂'), row(7, '福星石材厂'), row(8, '福星石材厂')];
    expect(identify(rows, [known(1, '福星石材厂')])).toEqual({
      rows: [
        [5, 1],
        [6, null],
      ],
      repeated: [
        [7, 5],
        [8, 5],
      ],
    });
  });

  it('are told by the known enterprise, though one row has its former name and one its present', () => {
    const enterprises = [known(1, '新名石材厂', { aliasKeys: ['福星石材厂'] })];
    expect(identify([row(5, '福星石材厂'), row(6, '新名石材厂')], enterprises).repeated).toEqual([[6, 5]]);
  });

  it('keep the row with its own name, though one with its former name stands before it', () => {
    const rows = [row(5, '新名石材厂', { formerNameKeys: ['福星石材厂'] }), row(6, '福星石材厂')];
    expect(identify(rows, [known(1, '福星石材厂')])).toEqual({ rows: [[6, 1]], repeated: [[5, 6]] });
  });

  it('are told by name or code where the enterprise is new', () => {
    expect(identify([row(5, '福星石材厂'), row(6, '福星石材厂')], []).repeated).toEqual([[6, 5]]);
    expect(identify([row(5, '福星石材厂', { creditCode: CODE }), row(6, '紫德石材厂', { creditCode: CODE })], []).repeated).toEqual([
      [6, 5],
    ]);
  });

  it('are told by name where only one of them has a code', () => {
    expect(identify([row(5, '福星石材厂'), row(6, '福星石材厂', { creditCode: CODE })], []).repeated).toEqual([[6, 5]]);
    expect(identify([row(5, '福星石材厂', { creditCode: CODE }), row(6, '福星石材厂')], []).repeated).toEqual([[6, 5]]);
  });

  it('are two enterprises where their codes differ', () => {
    const rows = [row(5, '福星石材厂', { creditCode: CODE }), row(6, '福星石材厂', { creditCode: OTHER_CODE })];
    expect(identify(rows, [])).toEqual({
      rows: [
        [5, null],
        [6, null],
      ],
      repeated: [],
    });
  });
});

describe('what a clerk would call a change in a line', () => {
  const line: ComparedLine = {
    name: '福星石材厂',
    industryCode: 'building-materials',
    industryText: '建材',
    address: '一社',
    headcount: 10,
    contact: '某某',
    phones: '13947812345',
    remark: '',
    creditCode: CODE,
    legalRepresentative: '',
    businessScope: '',
    dustExposedHeadcount: null,
  };

  it('is none where nothing differs', () => {
    expect(changedFields(line, { ...line })).toEqual([]);
  });

  it('is each field that differs, a blank that was filled in too', () => {
    expect(changedFields(line, { ...line, headcount: 12, dustExposedHeadcount: 0, remark: '停产' })).toEqual([
      'headcount',
      'remark',
      'dustExposedHeadcount',
    ]);
  });
});
