import type { CellValue, FormRow } from '../cell.js';
import { caseRow, reportToCheck } from '../testing/small-report.js';
import { checkReport } from './check-report.js';
import { NOTHING_BEFORE, type EarlierStatements } from './earlier-statements.js';

type Cells = Readonly<Record<string, CellValue>>;

const found = (rows: readonly FormRow[], earlier: Partial<EarlierStatements>): (string | null)[] =>
  checkReport(reportToCheck({ 'annex-3': rows }, { earlier: { ...NOTHING_BEFORE, ...earlier } })).flatMap(({ check, cell }) =>
    check === 'L11' ? [cell && `${cell.row} ${cell.field}`] : [],
  );

const of = (before: Cells, now: Cells): (string | null)[] => found([caseRow(1, now)], { rows: [caseRow(1, before)] });

describe('劳动能力鉴定时间 against what was reported before', () => {
  it.each<[string, Cells, Cells]>([
    ['another day', { assessedOn: '2022-09-01' }, { assessedOn: '2022-09-02' }],
    ['no day any more', { assessedOn: '2022-09-01' }, { assessedOn: '', receivesBenefits: '否' }],
    ['another month', { assessedOn: '2022-08' }, { assessedOn: '2022-09-01' }],
  ])('%s is to be acknowledged', (_case, before, now) => {
    expect(of(before, now)).toEqual(['case-1 assessedOn']);
  });

  it.each<[string, Cells, Cells]>([
    ['the same day', {}, {}],
    ['a day where there was none', { assessedOn: '' }, { assessedOn: '2022-09-01' }],
    ['a day of the month that was reported', { assessedOn: '2022-09' }, { assessedOn: '2022-09-01' }],
    ['another day that 复查 explains', { assessedOn: '2022-09-01' }, { assessedOn: '2022-09-20', remark: '复查鉴定' }],
  ])('%s is nothing to speak of', (_case, before, now) => {
    expect(of(before, now)).toEqual([]);
  });

  it('the last version of this report counts more than the report before it', () => {
    const rows = [caseRow(1, { assessedOn: '2022-08-01' }), caseRow(1, { assessedOn: '2022-09-01' })];
    expect(found([caseRow(1)], { rows })).toEqual([]);
  });

  it('of cases that an earlier report counted it is said once, of the report as a whole', () => {
    const rows = [caseRow(7, { assessedOn: '2022-03-01' }), caseRow(8, { assessedOn: '2022-03-01' })];
    const now = [caseRow(7, { assessedOn: '2022-03-02' }), caseRow(8, { assessedOn: '2022-03-03' })];
    expect(found([caseRow(1)], { rows, countedElsewhere: now })).toEqual([null]);
    expect(found([caseRow(1)], { rows, countedElsewhere: rows })).toEqual([]);
  });
});
