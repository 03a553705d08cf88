import { publishedArrangements } from './published-arrangements.js';

const all = publishedArrangements(new Set());
const of = (year: number) => new Map(all.find((one) => one.year === year)?.days.map(({ day, kind }) => [String(day), kind]));

describe('the arrangements that come with the product', () => {
  it('begin in 2004, leave out no year, and end with the last that is published', () => {
    const years = all.map(({ year }) => year);
    expect(years[0]).toBe(2004);
    expect(years).toEqual(years.map((_, index) => 2004 + index));
    expect(years.at(-1)).toBe(2026);
  });

  it('hold holidays with the weekend inside them, and make-up days', () => {
    const days = of(2026);
    expect(days.get('2026-10-03')).toBe('holiday');
    expect(days.get('2026-10-10')).toBe('make-up-workday');
    expect(days.get('2026-10-11')).toBeUndefined();
    expect(of(2020).get('2020-10-10')).toBe('make-up-workday');
  });

  it('name the holiday in Chinese', () => {
    expect(all.find(({ year }) => year === 2026)?.days.find(({ day }) => day === '2026-10-01')?.name).toBe('国庆节');
  });

  it('are asked only for years that are wanted', () => {
    expect(publishedArrangements(new Set(all.map(({ year }) => year).filter((year) => year !== 2025))).map(({ year }) => year)).toEqual([
      2025,
    ]);
  });
});
