import fc from 'fast-check';
import { addDays, asLocalDate, yearOf } from '../../kernel/index.js';
import { isWorkingDay, lastWorkingDay, nextWorkingDay } from './index.js';
import { NATIONAL_DAY_2026 } from './testing/national-day-2026.js';

const unknown = (year: number) => ({ ok: false, error: { year, message: '该年放假安排尚未发布' } });

describe('a year whose arrangement is not published', () => {
  it('has no answer, not even for a Sunday', () => {
    expect(isWorkingDay(NATIONAL_DAY_2026, asLocalDate('2027-06-06'))).toEqual(unknown(2027));
    expect(isWorkingDay(NATIONAL_DAY_2026, asLocalDate('2025-06-05'))).toEqual(unknown(2025));
  });

  it('is where the search for a working day ends', () => {
    expect(nextWorkingDay(NATIONAL_DAY_2026, asLocalDate('2026-12-31'))).toEqual(unknown(2027));
    expect(
      lastWorkingDay({ years: new Set([2026]), days: new Map([[asLocalDate('2026-01-01'), 'holiday']]) }, asLocalDate('2026-01-01')),
    ).toEqual(unknown(2025));
  });

  it('is never guessed, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = addDays(asLocalDate('2000-01-01'), days);
        expect(isWorkingDay(NATIONAL_DAY_2026, day).ok).toBe(yearOf(day) === 2026);
      }),
    );
  });
});
