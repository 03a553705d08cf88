import fc from 'fast-check';
import { CorrectionTable, type Correction } from './corrections.js';

const cell = (to: string, sheet = '表', row = 5, field = 'name'): Correction => ({ scope: 'cell', sheet, row, field, to });
const value = (from: string, to: string, field = 'name'): Correction => ({ scope: 'value', field, from, to });
const column = (to: string, field = 'name'): Correction => ({ scope: 'column', field, to });

describe('a correction', () => {
  it('of a cell goes before that of its value, and this before that of its column', () => {
    const corrections = [column('整列'), value('甲', '等值'), cell('单格')];
    expect(new CorrectionTable(corrections).apply('表', 5, 'name', '甲')).toBe('单格');
    expect(new CorrectionTable(corrections).apply('表', 6, 'name', '甲')).toBe('等值');
    expect(new CorrectionTable(corrections).apply('表', 6, 'name', '乙')).toBe('整列');
  });

  it('of a value is for all cells that look alike', () => {
    const table = new CorrectionTable([value('十 几人', '15', 'headcount'), value('', '0', 'headcount'), value('23', '24', 'headcount')]);
    expect(['十几人', ' 十几 人', '十　几人'].map((text) => table.apply('表', 1, 'headcount', text))).toEqual(['15', '15', '15']);
    expect(table.apply('表', 1, 'headcount', null)).toBe('0');
    expect(table.apply('表', 1, 'headcount', 23)).toBe('24');
    expect(table.apply('表', 1, 'headcount', '二十几人')).toBe('二十几人');
  });

  it('gives a row a field that its workbook has no column for', () => {
    const table = new CorrectionTable([column('410', 'insurance'), cell('备注', '表', 7, 'remark')]);
    expect(table.fieldsOf('表', 7)).toEqual(['insurance', 'remark']);
    expect(table.fieldsOf('表', 8)).toEqual(['insurance']);
    expect(table.columnFields).toEqual(['insurance']);
  });

  it('that comes later goes before an earlier one of the same scope and place', () => {
    const text = fc.constantFrom('甲', '乙', '丙');
    const correction: fc.Arbitrary<Correction> = fc.oneof(
      fc.tuple(text, fc.nat(2)).map(([to, row]) => cell(to, '表', row)),
      fc.tuple(text, text).map(([from, to]) => value(from, to)),
      text.map((to) => column(to)),
    );
    const expected = (corrections: readonly Correction[], row: number, typed: string): string => {
      const newest = [...corrections].reverse();
      const own = newest.find((made) => made.scope === 'cell' && made.row === row);
      const equal = newest.find((made) => made.scope === 'value' && made.from === typed);
      return (own ?? equal ?? newest.find((made) => made.scope === 'column'))?.to ?? typed;
    };
    fc.assert(
      fc.property(fc.array(correction), fc.nat(2), text, (corrections, row, typed) => {
        expect(new CorrectionTable(corrections).apply('表', row, 'name', typed)).toBe(expected(corrections, row, typed));
      }),
    );
  });
});
