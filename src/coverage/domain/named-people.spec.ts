import { countPeople, insuranceOf } from './named-people.js';

const LINKED = new Set(['10001', '10002']);
const record = (unitNo: string, stale = false): { unitNo: string; stale: boolean } => ({ unitNo, stale });

describe('a person with several active records counts by', () => {
  it.each([
    ['the one in a linked unit', [record('20001'), record('10001')], '10001', true],
    ['the one in a linked unit even where it is stale', [record('20001'), record('10001', true)], '10001', true],
    ['the fresh one of two in linked units', [record('10001', true), record('10002')], '10002', true],
    ['the fresh one of two in other units', [record('20001', true), record('20002')], '20002', false],
  ])('%s', (_what, records, unitNo, inLinkedUnit) => {
    expect(insuranceOf(records, LINKED)).toMatchObject({ record: { unitNo }, inLinkedUnit });
  });

  it('none, without any', () => {
    expect(insuranceOf([], LINKED)).toBeNull();
  });
});

it('people are counted by where they are insured', () => {
  const insured = [
    insuranceOf([record('10001')], LINKED),
    insuranceOf([record('20001', true)], LINKED),
    insuranceOf([], LINKED),
    insuranceOf([record('10002')], LINKED),
  ];
  expect(countPeople(insured)).toEqual({ headcount: 4, insured: { inLinkedUnits: 2, inOtherUnits: 1, stale: true } });
  expect(countPeople([])).toEqual({ headcount: 0, insured: { inLinkedUnits: 0, inOtherUnits: 0, stale: false } });
});
