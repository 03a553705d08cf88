import fc from 'fast-check';
import { addMonths, asMonth } from '../../kernel/index.js';
import { insuredAsOf, isChanged, type EnrolmentRecord } from './enrolment-record.js';

/** A unit's record for a month: 30 people actively insured against work injury, but for what a scenario changes. */
const record = (month: string, changes: Partial<EnrolmentRecord> = {}): EnrolmentRecord => ({
  month: asMonth(month),
  insurance: '410',
  status: 'active',
  insuredCount: 30,
  name: '福星石材厂',
  creditCode: '91150802MAXT102870',
  countyCode: '150802',
  ...changes,
});

const DECEMBER = asMonth('2020-12');

describe('how many people a unit insures as of December 2020', () => {
  it('is what its record of that month states', () => {
    expect(insuredAsOf([record('2020-12')], DECEMBER)).toEqual({ insuredCount: 30, month: '2020-12', stale: false });
  });

  it('is what the newest month states, in whatever order the extracts came', () => {
    const records = [
      record('2020-10', { insuredCount: 10 }),
      record('2020-11', { insuredCount: 20 }),
      record('2020-09', { insuredCount: 5 }),
    ];
    expect(insuredAsOf(records, DECEMBER)).toMatchObject({ insuredCount: 20, month: '2020-11' });
  });

  it('is not what a later month states', () => {
    const records = [record('2020-11', { insuredCount: 20 }), record('2021-01', { insuredCount: 99 })];
    expect(insuredAsOf(records, DECEMBER)).toMatchObject({ insuredCount: 20, month: '2020-11' });
  });

  it('is not known before the first record', () => {
    expect(insuredAsOf([record('2021-01')], DECEMBER)).toBeUndefined();
    expect(insuredAsOf([], DECEMBER)).toBeUndefined();
  });

  it('speaks of 工伤保险 (410) only: pension and unemployment insurance say nothing', () => {
    expect(insuredAsOf([record('2020-12', { insurance: '110' }), record('2020-12', { insurance: '210' })], DECEMBER)).toBeUndefined();
    expect(insuredAsOf([record('2020-12', { insurance: '110', insuredCount: 99 }), record('2020-11')], DECEMBER)).toMatchObject({
      insuredCount: 30,
      month: '2020-11',
    });
  });

  it.each(['suspended', 'terminated'] as const)('is nobody where the newest record is %s, whatever number it carries', (status) => {
    expect(insuredAsOf([record('2020-11'), record('2020-12', { status })], DECEMBER)).toEqual({
      insuredCount: 0,
      month: '2020-12',
      stale: false,
    });
  });

  it('is what a later extract states once the unit is active again', () => {
    const records = [record('2020-10', { status: 'suspended' }), record('2020-11', { insuredCount: 12 })];
    expect(insuredAsOf(records, DECEMBER)).toMatchObject({ insuredCount: 12, month: '2020-11' });
  });
});

describe('a record', () => {
  it.each<[string, boolean]>([
    ['2020-12', false],
    ['2020-09', false], // three months
    ['2020-08', true], // four
    ['2019-12', true],
  ])('of %s is stale as of December 2020: %p', (month, stale) => {
    expect(insuredAsOf([record(month)], DECEMBER)).toEqual({ insuredCount: 30, month, stale });
  });

  it('counts however old it is', () => {
    fc.assert(
      fc.property(fc.nat(600), (age) => {
        const month = addMonths(DECEMBER, -age);
        expect(insuredAsOf([record(month)], DECEMBER)).toEqual({ insuredCount: 30, month, stale: age > 3 });
      }),
    );
  });
});

describe('what a clerk would call a change from one extract to the next', () => {
  it('is not the month alone', () => {
    expect(isChanged(record('2020-11'), record('2020-12'))).toBe(false);
  });

  it.each<Partial<EnrolmentRecord>>([
    { name: '新名石材厂' },
    { creditCode: null },
    { countyCode: '150821' },
    { status: 'suspended' },
    { insuredCount: 31 },
  ])('is %p', (changes) => {
    expect(isChanged(record('2020-11'), record('2020-12', changes))).toBe(true);
  });
});
