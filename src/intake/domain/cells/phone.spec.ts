import type { CellValue } from '../workbook.js';
import { readPhones } from './phone.js';

describe('telephone numbers', () => {
  it.each<[CellValue, string[]]>([
    ['13947812345', ['13947812345']],
    [13947812345, ['13947812345']],
    ['13947812345.0', ['13947812345']],
    ['1.3947812345E10', ['13947812345']],
    ['139 4781 2345', ['13947812345']],
    ['139-4781-2345', ['13947812345']],
    ['+86 13947812345', ['13947812345']],
    ['1３947812345', ['13947812345']],
    ['0478-8527219', ['0478-8527219']],
    ['04788527219', ['0478-8527219']],
    ['0478—8527219', ['0478-8527219']],
    ['0478-8527219转8012', ['0478-8527219转8012']],
    ['8527219', ['8527219']],
    ['400-810-1234', ['400-810-1234']],
    ['13947812345、0478-8527219', ['13947812345', '0478-8527219']],
    ['0478-8527219\n13947812345', ['0478-8527219', '13947812345']],
    ['13947812345 13847812345', ['13947812345', '13847812345']],
    ['1394781234513847812345', ['13947812345', '13847812345']],
    ['13947812345/13947812345', ['13947812345']],
  ])('%p holds %p', (cell, phones) => {
    expect(readPhones(cell)).toEqual({ value: phones, issues: [] });
  });

  it.each<[CellValue]>([[null], ['无'], ['/']])('%p says nothing', (cell) => {
    expect(readPhones(cell)).toEqual({ value: null, issues: [] });
  });

  it('gives back the 0 of an area code that a spreadsheet took', () => {
    expect(readPhones(4788527219)).toMatchObject({ value: ['0478-8527219'], issues: [{ severity: 'warning', code: 'phone-area-code' }] });
  });

  it.each(['12345678901', '不方便', '1394781234'])('%p is left out with a warning that does not repeat it', (cell) => {
    const { value, issues } = readPhones(cell);
    expect(value).toEqual([]);
    expect(issues).toMatchObject([{ severity: 'warning', code: 'phone-unreadable' }]);
    expect(issues[0]?.message).not.toContain(cell);
  });
});
