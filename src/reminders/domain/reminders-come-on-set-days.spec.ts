import fc from 'fast-check';
import { addDays, asLocalDate } from '../../kernel/index.js';
import { daysBetween, reminderKind } from './index.js';

const DUE = asLocalDate('2026-06-05');

describe('a report due on 5 June', () => {
  it.each([
    ['2026-05-06', 'opened'],
    ['2026-05-22', 'upcoming'],
    ['2026-05-29', 'upcoming'],
    ['2026-06-02', 'upcoming'],
    ['2026-06-04', 'upcoming'],
    ['2026-06-05', 'due-today'],
    ['2026-06-06', 'overdue'],
    ['2026-12-31', 'overdue'],
  ])('is spoken of on %s: %s', (today, kind) => expect(reminderKind(DUE, asLocalDate(today))).toBe(kind));

  it.each(['2026-05-05', '2026-05-07', '2026-05-23', '2026-06-01', '2026-06-03'])('is not spoken of on %s', (today) =>
    expect(reminderKind(DUE, asLocalDate(today))).toBeUndefined(),
  );

  it('is spoken of six times before and on its due day, and daily afterwards, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
        const dueOn = addDays(asLocalDate('2020-01-01'), offset);
        const days = Array.from({ length: 60 }, (_, i) => addDays(dueOn, i - 40));
        const spoken = days.filter((day) => reminderKind(dueOn, day) !== undefined);
        expect(spoken.filter((day) => day <= dueOn).map((day) => daysBetween(day, dueOn))).toEqual([30, 14, 7, 3, 1, 0]);
        expect(spoken.filter((day) => day > dueOn)).toHaveLength(19);
      }),
    );
  });
});
