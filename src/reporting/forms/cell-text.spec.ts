import { asLocalDate, Problem } from '../../kernel/index.js';
import { escapeForWorkbook, formDate, MAX_CELL_LENGTH, toCellText } from './cell-text.js';

describe('text for a form cell', () => {
  it.each(['=1+1', '+86', '-5', '@SUM(A1)', '\t=1', "'引号", ' 前后空格 ', '第一行\n第二行', '𠮷'])('keeps %j as it is', (text) => {
    expect(toCellText(text, 'A1')).toBe(text);
  });

  it('writes every line break as LF', () => {
    expect(toCellText('甲\r\n乙\r丙', 'A1')).toBe('甲\n乙\n丙');
  });

  it('leaves out what XML cannot carry: control characters, lone surrogates, non-characters', () => {
    expect(toCellText('甲\u0000\u0007乙\uD800丙\uFFFE\uFFFF\u007F', 'A1')).toBe('甲乙丙');
  });

  it('takes exactly 32,767 characters', () => {
    expect(toCellText('字'.repeat(MAX_CELL_LENGTH), 'A1')).toHaveLength(MAX_CELL_LENGTH);
  });

  it('refuses one more, naming the cell and not its content', () => {
    const write = () => toCellText('密'.repeat(MAX_CELL_LENGTH + 1), '“附件2”C5 单元格');
    expect(write).toThrow(Problem);
    expect(write).toThrow(expect.objectContaining({ code: 'form-cell-too-long', details: { cell: '“附件2”C5 单元格', length: 32_768 } }));
    expect(write).toThrow(expect.objectContaining({ message: expect.not.stringContaining('密') }));
  });
});

describe('text that looks like a workbook escape', () => {
  it.each([
    ['_x0041_', '_x005F_x0041_'],
    ['a_x000d_b', 'a_x005F_x000d_b'],
    ['_x0041_x0042_', '_x005F_x0041_x005F_x0042_'],
    ['_x41_', '_x41_'],
  ])('%s is stored as %s', (text, stored) => {
    expect(escapeForWorkbook(text)).toBe(stored);
  });
});

describe('a day on a form', () => {
  it('is written without leading zeros', () => {
    expect(formDate(asLocalDate('2020-05-07'))).toBe('2020 年 5 月 7 日');
  });
});
