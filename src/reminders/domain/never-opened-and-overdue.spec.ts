import fc from 'fast-check';
import { addDays, asLocalDate } from '../../kernel/index.js';
import { clerkOf, owed, told, WUYUAN } from './testing/owed.js';

const kinds = (today: string, ...dueDays: string[]) =>
  told(
    clerkOf(WUYUAN),
    today,
    dueDays.map((day) => owed(day)),
  ).map(({ dueOn, kind }) => [dueOn, kind]);

describe('"opened" and "overdue"', () => {
  it('are never said together: with the October report overdue, the June one is first spoken of at T-14', () => {
    expect(kinds('2026-05-06', '2025-10-10', '2026-06-05')).toEqual([['2025-10-10', 'overdue']]);
    expect(kinds('2026-05-22', '2025-10-10', '2026-06-05')).toEqual([
      ['2025-10-10', 'overdue'],
      ['2026-06-05', 'upcoming'],
    ]);
  });

  it('are never said of one report by a service that was down from before its opening until after its due day', () => {
    expect(kinds('2026-06-07', '2026-06-05')).toEqual([['2026-06-05', 'overdue']]);
  });

  it('are said alone', () => expect(kinds('2026-05-06', '2026-06-05')).toEqual([['2026-06-05', 'opened']]));

  it('never stand in one message, whatever is owed', () => {
    const anyDay = fc.integer({ min: 0, max: 120 }).map((days) => addDays(asLocalDate('2026-01-01'), days));
    fc.assert(
      fc.property(anyDay, fc.array(anyDay, { maxLength: 40 }), (today, dueDays) => {
        const said = kinds(today, ...dueDays).map(([, kind]) => kind);
        expect(said.includes('opened') && said.includes('overdue')).toBe(false);
      }),
    );
  });
});
