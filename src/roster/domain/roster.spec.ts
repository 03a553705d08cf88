import fc from 'fast-check';
import { asLocalDate, asMonth } from '../../kernel/index.js';
import { compareRosters, employedOn, isEmployedOn, undatedMonth, type RosterEntry } from './roster.js';

const day = asLocalDate;
const entry = (personIndex: string, changes: Partial<RosterEntry> = {}): RosterEntry => ({
  personIndex,
  post: '凿岩工',
  joinedOn: null,
  leftOn: null,
  contract: '',
  preEmploymentExam: '',
  inServiceExam: '',
  leavingExam: '',
  ...changes,
});

describe('on 31 December 2022 a person', () => {
  const on = day('2022-12-31');
  it.each([
    ['who joined that day works there', '2022-12-31', null, true],
    ['who joins the day after does not yet', '2023-01-01', null, false],
    ['who left that day does not any more', '2020-01-01', '2022-12-31', false],
    ['who leaves the day after still does', '2020-01-01', '2023-01-01', true],
    ['of whom no date is known does', null, null, true],
  ])('%s', (_what, joined, left, expected) => {
    const dates = { joinedOn: joined === null ? null : day(joined), leftOn: left === null ? null : day(left) };
    expect(isEmployedOn(dates, on)).toBe(expected);
  });

  it('who left and joined again counts once', () => {
    const rows = [
      entry('a', { joinedOn: day('2015-01-01'), leftOn: day('2018-01-01') }),
      entry('a', { joinedOn: day('2020-01-01') }),
      entry('a', { joinedOn: day('2021-01-01') }),
      entry('b'),
    ];
    expect(employedOn(rows, on).map(({ personIndex }) => personIndex)).toEqual(['a', 'b']);
  });
});

describe('a new roster against the one before', () => {
  it('tells who is new, changed, unchanged and missing', () => {
    const before = [entry('a'), entry('b'), entry('c')];
    const after = [entry('a'), entry('b', { post: '破碎工' }), entry('d')];
    expect(compareRosters(before, after)).toEqual({ new: 1, changed: 1, unchanged: 1, missing: 1 });
  });

  it('accounts for each of its rows and for each person of the old one', () => {
    const people = fc.uniqueArray(fc.constantFrom(...'abcdef'));
    fc.assert(
      fc.property(people, people, (before, after) => {
        const counts = compareRosters(
          before.map((one) => entry(one)),
          after.map((one) => entry(one)),
        );
        expect(counts.new + counts.changed + counts.unchanged).toBe(after.length);
        expect(counts.changed + counts.unchanged + counts.missing).toBe(before.length);
      }),
    );
  });
});

describe('the month of a roster that says none', () => {
  it.each([
    ['is that of the newest day on it', '2022-12-09', '2020-05', '2022-12'],
    ['is at least that of the newest hand-over', '2019-01-01', '2020-05', '2020-05'],
    ['is that of the hand-over where it has no day', null, '2020-05', '2020-05'],
  ])('%s', (_what, newest, handover, month) => {
    expect(undatedMonth(newest === null ? null : day(newest), asMonth(handover))).toBe(month);
  });

  it('is not known without either', () => {
    expect(undatedMonth(null, undefined)).toBeUndefined();
  });
});
