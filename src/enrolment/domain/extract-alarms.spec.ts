import { personExtractAlarms, type PersonExtractComparison } from './extract-alarms.js';

/** A city of 1,000 units and 50,000 people, a month later: a twentieth of the people has changed. */
const ORDINARY: PersonExtractComparison = {
  people: 51_000,
  activePeople: 50_200,
  activeBefore: 50_000,
  missingPeople: 2_300,
  unitsBefore: 1_000,
  missingUnits: 2,
  newUnits: 9,
  begunLater: 3,
};

const codes = (changes: Partial<PersonExtractComparison> = {}): string[] =>
  personExtractAlarms({ ...ORDINARY, ...changes }).map(({ code }) => code);

describe('an extract by person', () => {
  it('raises no alarm when people join, leave and change their unit', () => {
    expect(codes()).toEqual([]);
  });

  it('raises none when it is the first', () => {
    expect(codes({ activeBefore: 0, missingPeople: 0, unitsBefore: 0, missingUnits: 0, newUnits: 1_000 })).toEqual([]);
  });

  it.each([
    ['it was cut off', { missingUnits: 60, missingPeople: 3_000 }, ['units-missing']],
    [
      'half of it is gone',
      { missingUnits: 500, missingPeople: 25_000, activePeople: 25_000 },
      ['units-missing', 'total-moved', 'people-missing'],
    ],
    [
      'it is another city’s',
      { missingUnits: 1_000, newUnits: 800, missingPeople: 50_000 },
      ['units-missing', 'units-new', 'people-missing'],
    ],
    ['the same units hold other people', { missingPeople: 49_000 }, ['people-missing']],
    ['the total has grown by more than a fifth', { activePeople: 60_001 }, ['total-moved']],
    ['people began after its month', { begunLater: 600 }, ['other-month']],
  ])('raises one when %s', (_why, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('says what is unusual in numbers', () => {
    const [alarm] = personExtractAlarms({ ...ORDINARY, activePeople: 30_000 });
    expect(alarm?.message).toBe('工伤保险在保人数由 50000 人变为 30000 人，变动超过五分之一。');
  });
});
