import { readArrangement } from './index.js';

const NATIONAL_DAY = { day: '2027-10-01', kind: 'holiday', name: ' 国庆节 ' } as const;

describe('an arrangement that a person types', () => {
  it('is kept with its source, names trimmed', () => {
    expect(readArrangement(2027, ' 国办发明电〔2026〕1号 ', [NATIONAL_DAY])).toEqual({
      year: 2027,
      source: '国办发明电〔2026〕1号',
      days: [{ day: '2027-10-01', kind: 'holiday', name: '国庆节' }],
    });
  });

  it.each([
    ['a day of another year', [NATIONAL_DAY, { ...NATIONAL_DAY, day: '2028-10-01' }], 'calendar-day-invalid'],
    ['a day that does not exist', [NATIONAL_DAY, { ...NATIONAL_DAY, day: '2027-02-30' }], 'calendar-day-invalid'],
    ['the same day twice', [NATIONAL_DAY, { ...NATIONAL_DAY, kind: 'make-up-workday' as const }], 'calendar-day-twice'],
    ['a year without any holiday', [{ ...NATIONAL_DAY, kind: 'make-up-workday' as const }], 'calendar-incomplete'],
  ])('is refused with %s', (_what, days, code) => {
    expect(() => readArrangement(2027, '依据', days)).toThrow(expect.objectContaining({ code, kind: 'invalid' }));
  });
});
