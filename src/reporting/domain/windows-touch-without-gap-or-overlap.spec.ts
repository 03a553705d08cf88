import fc from 'fast-check';
import { addDays, asLocalDate } from '../../kernel/index.js';
import { turnOf, turnsDueWithin, type CycleTurn } from './cycle.js';
import { JUNE, OCTOBER } from './testing/two-cycles.js';

const THIRTY_YEARS = Array.from({ length: 30 }, (_, i) => 2020 + i);
const turns = THIRTY_YEARS.flatMap((year) => [turnOf(JUNE, year), turnOf(OCTOBER, year)]);

describe('the turns of 2020', () => {
  it('5 June counts what was diagnosed from 1 October 2019 to 31 May 2020', () => {
    expect(turnOf(JUNE, 2020)).toEqual({
      cycleCode: 'june',
      dueOn: '2020-06-05',
      windowFrom: '2019-10-01',
      windowTo: '2020-05-31',
    });
  });

  it('10 October counts what was diagnosed from 1 June to 30 September 2020', () => {
    expect(turnOf(OCTOBER, 2020)).toEqual({
      cycleCode: 'october',
      dueOn: '2020-10-10',
      windowFrom: '2020-06-01',
      windowTo: '2020-09-30',
    });
  });
});

describe('over thirty years', () => {
  it('each window begins on the day after the one before it', () => {
    const following = turns.slice(1).map(({ windowFrom }) => windowFrom);
    expect(following).toEqual(turns.slice(0, -1).map(({ windowTo }) => addDays(windowTo, 1)));
  });

  it('no case is lost and none counted twice: any day of diagnosis lies in one window', () => {
    fc.assert(
      fc.property(fc.nat(30 * 365), (days) => {
        const diagnosedOn = addDays(asLocalDate('2019-10-01'), days);
        fc.pre(diagnosedOn <= '2049-09-30');
        const within = turns.filter(({ windowFrom, windowTo }) => windowFrom <= diagnosedOn && diagnosedOn <= windowTo);
        expect(within).toHaveLength(1);
      }),
    );
  });

  it('each window is closed before its report is due', () => {
    expect(turns.filter(({ windowTo, dueOn }: CycleTurn) => windowTo >= dueOn)).toEqual([]);
  });

  it('planning ahead from any day finds the same turns', () => {
    fc.assert(
      fc.property(fc.nat(28 * 365), (days) => {
        const from = addDays(asLocalDate('2020-01-01'), days);
        const until = addDays(from, 400);
        expect(turnsDueWithin([JUNE, OCTOBER], from, 400)).toEqual(turns.filter(({ dueOn }) => dueOn >= from && dueOn <= until));
      }),
    );
  });
});
