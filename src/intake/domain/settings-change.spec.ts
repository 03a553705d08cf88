import type { BatchSheets } from './batch.js';
import { changeSettings, mergeFields, readSettingsChange, type SettingsChange } from './settings-change.js';
import type { FieldSpec } from './sheet-kind.js';

const FIELDS: FieldSpec[] = [
  { field: 'name', label: '企业名称', synonyms: [], required: true },
  { field: 'headcount', label: '职工人数', synonyms: [] },
];

const UNREAD: BatchSheets = { tables: [], skipped: [], settings: {} };
const READ: BatchSheets = {
  tables: [],
  skipped: [
    { sheet: '名册', hidden: false, reason: '没有找到表头', headerTop: 4, lastRow: 30 },
    { sheet: '说明', hidden: true, reason: '是空的' },
  ],
  settings: {},
};

const change = (sheets: BatchSheets, wanted: SettingsChange) => changeSettings(sheets, wanted, FIELDS);

describe('a change of settings', () => {
  it('joins what was set before', () => {
    const before = { ...READ, settings: { 说明: { leftOut: true }, 名册: { headerRow: 3, fields: { 1: 'name', 2: 'headcount' } } } };
    expect(change(before, { 名册: { fields: { 5: 'headcount', 6: null } } })).toEqual({
      说明: { leftOut: true },
      名册: { headerRow: 3, fields: { 1: 'name', 5: 'headcount', 6: null } },
    });
  });

  it('of a column holds for the header that was seen with it', () => {
    expect(change(READ, { 名册: { fields: { 1: 'name' } } })).toEqual({ 名册: { headerRow: 4, fields: { 1: 'name' } } });
  });

  it('may have the header looked for again', () => {
    const before = { ...READ, settings: { 名册: { headerRow: 3 } } };
    expect(change(before, { 名册: { headerRow: null } })).toEqual({ 名册: {} });
  });

  it('may name any sheet before the workbook was read', () => {
    expect(change(UNREAD, { 某表: { headerRow: 3, fields: { 0: 'name' } } })).toEqual({ 某表: { headerRow: 3, fields: { 0: 'name' } } });
  });

  it.each<[string, SettingsChange, string]>([
    ['no sheet', {}, 'settings-empty'],
    ['a sheet that is not there', { 别的: { leftOut: true } }, 'sheet-unknown'],
    ['a header below the last row', { 名册: { headerRow: 31 } }, 'header-row-beyond'],
    ['a header far down', { 说明: { headerRow: 1001 } }, 'header-row-beyond'],
    ['a header on no row', { 名册: { headerRow: 0 } }, 'header-row-beyond'],
    ['half a row', { 名册: { headerRow: 2.5 } }, 'header-row-beyond'],
    ['an unknown field', { 名册: { fields: { 1: 'payroll' } } }, 'field-unknown'],
    ['two columns for a field', { 名册: { fields: { 1: 'name', 2: 'name' } } }, 'field-twice'],
    ['a column that no sheet has', { 名册: { fields: { 16384: 'name' } } }, 'column-unknown'],
    ['no column', { 名册: { fields: { [-1]: 'name' } } }, 'column-unknown'],
  ])('is refused with a remedy: %s', (_wrong, wanted, code) => {
    const refused = (): unknown => change(READ, wanted);
    expect(refused).toThrow(expect.objectContaining({ kind: 'invalid', code, message: expect.stringMatching(/。$/) }));
  });

  it.each([
    [null],
    ['名册'],
    [[1]],
    [{ 名册: 3 }],
    [{ 名册: { headerRow: '3' } }],
    [{ 名册: { fields: { 1: 2 } } }],
    [{ 名册: { rows: 1 } }],
  ])('is refused where it has another shape: %j', (input) => {
    expect(() => readSettingsChange(input)).toThrow(expect.objectContaining({ code: 'settings-malformed' }));
  });

  it('is read from what a program sends', () => {
    const sent = { 名册: { leftOut: false, headerRow: null, fields: { '4': 'name', '5': null } } };
    expect(readSettingsChange(sent)).toEqual(sent);
  });
});

describe('newer fields over older ones', () => {
  it('leave every field to one column, and what is not named as it was', () => {
    expect(mergeFields({ 1: 'name', 2: 'headcount', 3: null }, { 4: 'name', 2: null })).toEqual({ 2: null, 3: null, 4: 'name' });
  });
});
