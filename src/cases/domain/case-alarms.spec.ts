import { asLocalDate } from '../../kernel/index.js';
import { caseAlarms } from './case-alarms.js';
import type { DiseaseCase } from './disease-case.js';

const on = (day: string): DiseaseCase => ({ diagnosedOn: asLocalDate(day) }) as DiseaseCase;
const winter = ['2020-10-05', '2020-12-01', '2021-02-02', '2021-03-03', '2021-05-20'].map(on);
const summer = ['2021-06-02', '2021-07-07', '2021-09-29'].map(on);

describe('a list of cases', () => {
  it('raises no alarm when it is the next window’s and lists none of the cases before', () => {
    expect(caseAlarms({ listed: summer, changed: 0, missing: winter, known: winter })).toEqual([]);
  });

  it('raises none when it is the first, or empty', () => {
    expect(caseAlarms({ listed: winter, changed: 0, missing: [], known: [] })).toEqual([]);
    expect(caseAlarms({ listed: [], changed: 0, missing: winter, known: winter })).toEqual([]);
  });

  it('raises one when cases of its own span are gone', () => {
    const ends = [winter[0], winter[4]].filter((one) => one !== undefined);
    const gone = winter.slice(1, 4);
    const [alarm] = caseAlarms({ listed: ends, changed: 0, missing: [...gone, ...summer], known: [...winter, ...summer] });
    expect(alarm?.message).toBe('2020-10-05 至 2021-05-20 诊断的病例已有 5 例，本次变更 0 例、缺失 3 例，超过五分之一。');
  });

  it('raises one when more than a fifth says something else', () => {
    expect(caseAlarms({ listed: winter, changed: 3, missing: [], known: winter })).toHaveLength(1);
  });
});
