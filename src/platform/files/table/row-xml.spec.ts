import { asLocalDate, type LocalDate } from '../../../kernel/index.js';
import type { Column } from './column.js';
import { columnLetters, rowWriter } from './row-xml.js';
import { STYLE } from './workbook-parts.js';

type Cell = string | number | null;

const column = (kind: Column<Cell>['kind']): Column<Cell> =>
  ({ header: '列', width: 10, kind, value: (cell: Cell) => cell }) as Column<Cell>;

/** The first cell of the first row below a header. */
const cellOf = (kind: Column<Cell>['kind'], value: Cell): string =>
  /<row r="2">(.*)<\/row>/s.exec(rowWriter([column(kind)])(value, 2))?.[1] ?? '?';

const inline = (style: number, text: string): string => `<c r="A2" s="${style}" t="inlineStr"><is>${text}</is></c>`;

describe('the cells of a row', () => {
  it.each(['=1+1', '+86 139', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    '%j is typed as text and marked as quoted, its value unchanged; no cell is ever a formula',
    (text) => {
      const cell = cellOf('text', text);
      expect(cell).toContain(`s="${STYLE.quotedText}" t="inlineStr"`);
      expect(cell).toContain(text.trim());
      expect(cell).not.toContain('<f');
    },
  );

  it('keeps digits of any length as text', () => {
    const idNumber = '150821198001011234';
    expect(cellOf('text', idNumber)).toBe(inline(STYLE.text, `<t>${idNumber}</t>`));
    expect(cellOf('text', '0001')).toBe(inline(STYLE.text, '<t>0001</t>'));
  });

  it.each([' 前', '后 ', '行\n'])('tells readers to keep the space at the ends of %j', (text) => {
    expect(cellOf('text', text)).toBe(inline(STYLE.text, `<t xml:space="preserve">${text}</t>`));
  });

  it.each(['text', 'integer', 'decimal', 'date'] as const)('leaves out an empty cell of kind %s', (kind) => {
    expect(cellOf(kind, null)).toBe('');
  });

  it('writes quantities as numbers', () => {
    expect(cellOf('integer', 0)).toBe(`<c r="A2" s="${STYLE.integer}"><v>0</v></c>`);
    expect(cellOf('integer', -12)).toBe(`<c r="A2" s="${STYLE.integer}"><v>-12</v></c>`);
    expect(cellOf('decimal', 0.875)).toBe(`<c r="A2" s="${STYLE.decimal}"><v>0.875</v></c>`);
  });

  it('writes a number that a spreadsheet would round as text', () => {
    expect(cellOf('integer', 999_999_999_999_999)).toContain('<v>999999999999999</v>');
    expect(cellOf('integer', 1_000_000_000_000_000)).toBe(inline(STYLE.text, '<t>1000000000000000</t>'));
  });

  it.each([NaN, Infinity])('refuses %p, which no cell can hold', (value) => {
    expect(() => cellOf('integer', value)).toThrow(RangeError);
  });

  it.each([
    ['1900-03-01', 61],
    ['2020-03-22', 43912],
    ['9999-12-31', 2958465],
  ])('writes %s as day %i of the spreadsheet calendar', (day, serial) => {
    expect(cellOf('date', asLocalDate(day))).toBe(`<c r="A2" s="${STYLE.date}"><v>${serial}</v></c>`);
  });

  it('writes a day before the calendar is sound as text', () => {
    const day: LocalDate = asLocalDate('1900-02-28');
    expect(cellOf('date', day)).toBe(inline(STYLE.text, `<t>${day}</t>`));
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is called %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
  });
});
