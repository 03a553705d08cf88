import fc from 'fast-check';
import type { CellValue } from '../workbook.js';
import { readHeadcount } from './headcount.js';

const codes = (cell: CellValue): string[] => readHeadcount(cell).issues.map((issue) => `${issue.severity} ${issue.code}`);

describe('a number of people', () => {
  it.each<[CellValue, number]>([
    [23, 23],
    [23.0, 23],
    [0, 0],
    ['23', 23],
    ['23.0', 23],
    ['23人', 23],
    ['23 名', 23],
    ['２３', 23],
    ['1,204', 1204],
    ['二十三人', 23],
    ['十', 10],
  ])('%p is %p', (cell, count) => {
    expect(readHeadcount(cell)).toEqual({ value: count, issues: [] });
  });

  it.each<[CellValue]>([[null], [''], ['  '], ['/'], ['无'], ['——'], ['N/A']])('%p says nothing', (cell) => {
    expect(readHeadcount(cell)).toEqual({ value: null, issues: [] });
  });

  it.each<[CellValue, number, string]>([
    ['约30', 30, 'warning headcount-approximate'],
    ['20余人', 20, 'warning headcount-approximate'],
    ['30人左右', 30, 'warning headcount-approximate'],
    ['23（临时工8）', 23, 'warning headcount-note'],
    ['23人，其中女工5人', 23, 'warning headcount-note'],
  ])('%p is %p with a warning', (cell, count, issue) => {
    expect(readHeadcount(cell).value).toBe(count);
    expect(codes(cell)).toEqual([issue]);
  });

  it.each<[CellValue, string]>([
    ['15-20', 'error headcount-range'],
    ['15～20人', 'error headcount-range'],
    [-3, 'error headcount-unreadable'],
    ['-3', 'error headcount-unreadable'],
    [23.5, 'error headcount-unreadable'],
    ['十几人', 'error headcount-unreadable'],
    ['#REF!', 'error headcount-unreadable'],
    [13947812345, 'error headcount-unreadable'],
    [{ date: '2020-03-22' as never }, 'error headcount-range'],
  ])('%p is an error', (cell, issue) => {
    expect(readHeadcount(cell).value).toBeNull();
    expect(codes(cell)).toEqual([issue]);
  });

  it('is a whole number or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.stringMatching(/^[约0-9.人（）余-]{0,12}$/)), (cell) => {
        const { value } = readHeadcount(cell);
        expect(value === null || (Number.isInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });
});
