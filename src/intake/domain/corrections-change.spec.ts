import type { BatchSheets } from './batch.js';
import { MOST_CORRECTIONS, readCorrections, type CorrectionInput } from './corrections-change.js';
import type { FieldSpec } from './sheet-kind.js';
import type { SheetTable } from './sheet-reading.js';

const FIELDS: FieldSpec[] = [{ field: 'name', label: '姓名', synonyms: [], personal: true }];
const TABLE: SheetTable = {
  sheet: '名册',
  hidden: false,
  headerTop: 2,
  headerRow: 3,
  lastRow: 20,
  fingerprint: '',
  columns: [],
  title: '',
  reportingUnit: null,
  filledOn: null,
  leftOut: { totals: 0, repeatedHeaders: 0, blank: 0, footers: 0 },
};
const SHEETS: BatchSheets = { tables: [TABLE], skipped: [], settings: {} };
const SECRET = '乌兰巴特尔';

const read = (inputs: readonly CorrectionInput[], made = 0) => readCorrections(inputs, { sheets: SHEETS, fields: FIELDS, made });
const cell = (changes: Partial<CorrectionInput> = {}): CorrectionInput => ({
  scope: 'cell',
  sheet: '名册',
  row: 4,
  field: 'name',
  to: SECRET,
  ...changes,
});

describe('corrections', () => {
  it('are kept with what their scope needs', () => {
    expect(
      read([
        cell({ from: 'x' }),
        { scope: 'value', field: 'name', from: 'a', to: 'b', row: 9 },
        { scope: 'column', field: 'name', to: '' },
      ]),
    ).toEqual([
      { scope: 'cell', sheet: '名册', row: 4, field: 'name', to: SECRET },
      { scope: 'value', field: 'name', from: 'a', to: 'b' },
      { scope: 'column', field: 'name', to: '' },
    ]);
  });

  it.each<[string, CorrectionInput, string]>([
    ['an unknown field', cell({ field: 'payroll' }), 'field-unknown'],
    ['no sheet', cell({ sheet: undefined }), 'correction-incomplete'],
    ['no row', cell({ row: undefined }), 'correction-incomplete'],
    ['a value without the old one', cell({ scope: 'value' }), 'correction-incomplete'],
    ['a sheet that is not read', cell({ sheet: '说明' }), 'sheet-unknown'],
    ['a row of the header', cell({ row: 3 }), 'row-unknown'],
    ['a row below the last', cell({ row: 21 }), 'row-unknown'],
    ['an endless text', cell({ to: SECRET.repeat(500) }), 'correction-too-long'],
  ])('are refused, without repeating what they say: %s', (_wrong, input, code) => {
    const secret = expect.not.stringContaining(SECRET);
    expect(() => read([input])).toThrow(expect.objectContaining({ kind: 'invalid', code, message: secret }));
  });

  it('are not more than a thousand in a batch', () => {
    expect(read([cell()], MOST_CORRECTIONS - 1)).toHaveLength(1);
    expect(() => read([cell()], MOST_CORRECTIONS)).toThrow(expect.objectContaining({ code: 'corrections-too-many' }));
    expect(() => read([])).toThrow(expect.objectContaining({ code: 'corrections-empty' }));
  });
});
