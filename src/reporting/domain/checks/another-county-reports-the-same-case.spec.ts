import { asLocalDate } from '../../../kernel/index.js';
import { caseRow, UNKNOWN } from '../testing/small-report.js';
import { checkReport } from './check-report.js';
import { NOTHING_BEFORE } from './earlier-statements.js';

const found = (isReportedElsewhere: (row: string) => boolean): ReturnType<typeof checkReport> =>
  checkReport({
    forms: { 'annex-3': [caseRow(2)] },
    overrides: [],
    windowTo: asLocalDate('2022-09-30'),
    today: asLocalDate('2022-10-01'),
    employers: { isListed: () => true, nearest: () => undefined },
    enrolmentOf: () => UNKNOWN,
    isReportedElsewhere,
    earlier: NOTHING_BEFORE,
    unplacedCases: 0,
  });

describe('上报冲突: another county reports the same person with the same disease', () => {
  it('is to be acknowledged in the row that it concerns', () => {
    const cell = { form: 'annex-3', row: 'case-2', field: 'idNumber' };
    expect(found((row) => row === 'case-2')).toMatchObject([{ check: 'L14', severity: 'advisory', cell }]);
  });

  it('tells whom to ask, not which county it is', () => {
    expect(found((row) => row === 'case-2')[0]?.message).toBe(
      '同一人的同一病种另有旗县区上报，属上报冲突，请与市级人社部门联系，由其核定归属。',
    );
  });

  it('is nothing to speak of where no other county does', () => {
    expect(found(() => false)).toEqual([]);
  });
});
