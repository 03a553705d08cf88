import { InvalidArgumentError } from 'commander';
import { headerOption, mapOption, setOption, settingsOf } from './import-options.js';

describe('settings on the command line', () => {
  it('name the header row of a sheet, whatever the sheet is called', () => {
    expect(headerOption('2020=年=3')).toEqual([{ sheet: '2020=年', headerRow: 3 }]);
  });

  it.each([
    ['Sheet1:4=headcount', 4, 'headcount'],
    ['Sheet1:E=headcount', 4, 'headcount'],
    ['Sheet1:aa=headcount', 26, 'headcount'],
    ['Sheet1:A=', 0, null],
  ])('name the column of a field: %s', (text, column, field) => {
    expect(mapOption(text)).toEqual([{ sheet: 'Sheet1', fields: { [column]: field } }]);
  });

  it('name a value for every row, which may be empty or hold an equals sign', () => {
    expect(setOption('remark=a=b', setOption('insurance='))).toEqual([
      { scope: 'column', field: 'insurance', to: '' },
      { scope: 'column', field: 'remark', to: 'a=b' },
    ]);
  });

  it('are joined by sheet', () => {
    const settings = [...headerOption('甲=2', headerOption('乙=3')), ...mapOption('甲:1=name', mapOption('甲:2=headcount'))];
    expect(settingsOf(settings)).toEqual({ 乙: { headerRow: 3 }, 甲: { headerRow: 2, fields: { 1: 'name', 2: 'headcount' } } });
    expect(settingsOf([])).toBeUndefined();
  });

  it.each([
    ['header', () => headerOption('Sheet1')],
    ['map', () => mapOption('Sheet1=headcount')],
    ['set', () => setOption('410')],
  ])('are refused where they have another shape: %s', (_name, read) => {
    expect(read).toThrow(InvalidArgumentError);
  });
});
