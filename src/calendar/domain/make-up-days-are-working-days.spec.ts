import fc from 'fast-check';
import { addDays, asLocalDate } from '../../kernel/index.js';
import { isWorkingDay, lastWorkingDay, nextWorkingDay } from './index.js';
import { NATIONAL_DAY_2026 } from './testing/national-day-2026.js';

const answer = (value: unknown) => ({ ok: true, value });
const day = asLocalDate;

describe('working days of a published year', () => {
  it.each([
    ['2026-10-09', 'a Friday', true],
    ['2026-10-10', 'a Saturday that makes up for a day off', true],
    ['2026-10-11', 'a Sunday', false],
    ['2026-10-01', 'a Thursday that is a holiday', false],
    ['2026-10-08', 'the Thursday after the holiday', true],
  ])('%s, %s: %s', (text, _what, working) => {
    expect(isWorkingDay(NATIONAL_DAY_2026, day(text))).toEqual(answer(working));
  });

  it('the next one lies after the day, over a whole holiday', () => {
    expect(nextWorkingDay(NATIONAL_DAY_2026, day('2026-09-30'))).toEqual(answer('2026-10-08'));
    expect(nextWorkingDay(NATIONAL_DAY_2026, day('2026-10-08'))).toEqual(answer('2026-10-09'));
  });

  it('the last one is the day itself where people work on it', () => {
    expect(lastWorkingDay(NATIONAL_DAY_2026, day('2026-10-10'))).toEqual(answer('2026-10-10'));
    expect(lastWorkingDay(NATIONAL_DAY_2026, day('2026-10-07'))).toEqual(answer('2026-09-30'));
  });

  it('next and last never skip a working day between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 350 }), (offset) => {
        const from = addDays(day('2026-01-01'), offset);
        const next = nextWorkingDay(NATIONAL_DAY_2026, from);
        const last = next.ok ? lastWorkingDay(NATIONAL_DAY_2026, addDays(next.value, -1)) : next;
        const startsAt = lastWorkingDay(NATIONAL_DAY_2026, from);
        expect(last).toEqual(startsAt);
      }),
    );
  });
});
