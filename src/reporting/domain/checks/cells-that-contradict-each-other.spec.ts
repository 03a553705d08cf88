import { asLocalDate } from '../../../kernel/index.js';
import type { CellValue, FormRow, ReportForms } from '../cell.js';
import { judgeOverrides } from '../override.js';
import { caseRow, overrideOf, reportToCheck, smallReport, summaryRows } from '../testing/small-report.js';
import { UNKNOWN } from '../testing/small-report.js';
import { checkReport, type ReportToCheck } from './check-report.js';

const check = (forms: ReportForms, more: Partial<ReportToCheck> = {}): string[] =>
  checkReport(reportToCheck(forms, more)).map(({ check: id, severity, cell }) => `${id} ${severity} ${cell?.row ?? ''}`.trim());
const ofCase = (cells: Readonly<Record<string, CellValue>>, more: Partial<ReportToCheck> = {}): string[] =>
  check({ 'annex-3': [caseRow(1, cells)] }, more);

describe('in a row of 附件3', () => {
  it.each<[string, Record<string, CellValue>, string]>([
    ['paid without insurance', { insured: '否' }, 'L1 advisory case-1'],
    ['a sex that the ID number contradicts', { sex: '女' }, 'L5 compulsory case-1'],
    ['a disease that the catalogue does not know', { disease: '感冒' }, 'L7 advisory case-1'],
    ['pneumoconiosis without a stage', { disease: '矽肺' }, 'L8 advisory case-1'],
    ['paid without a recognition', { recognisedOn: '', assessedOn: '' }, 'L10 advisory case-1'],
  ])('%s', (_case, cells, expected) => {
    expect(ofCase(cells)).toContain(expected);
  });

  it('an employer that 附件2 does not list', () => {
    const employers = { isListed: () => false, nearest: () => undefined };
    expect(ofCase({}, { employers })).toEqual(['L6 advisory case-1']);
  });

  it('such an employer with the listed name that is like it', () => {
    const employers = { isListed: () => false, nearest: () => '甲矿业有限责任公司' };
    const [found] = checkReport(reportToCheck({ 'annex-3': [caseRow(1)] }, { employers }));
    expect(found?.message).toMatch(/名册中相近的是“甲矿业有限责任公司”。$/);
  });

  it('a disease that the catalogue of its day does not know yet: 腕管综合征 stands in that of 2024, in force from 2025-08-01', () => {
    const diagnosed = (diagnosedOn: string): string[] =>
      check({ 'annex-3': [caseRow(1, { disease: '腕管综合征', diagnosedOn, recognisedOn: '', assessedOn: '', receivesBenefits: '否' })] });
    expect(diagnosed('2025-07-31')).toContain('L7 advisory case-1');
    expect(diagnosed('2025-07')).toContain('L7 advisory case-1');
    expect(diagnosed('2025-08-01')).not.toContain('L7 advisory case-1');
    expect(diagnosed('2025')).not.toContain('L7 advisory case-1');
  });

  it('a blank sex and 布病 are nothing to speak of', () => {
    expect(ofCase({ sex: '', disease: '布病' })).toEqual([]);
  });
});

describe('是否参保 against enrolment', () => {
  const knowing = (cells: Readonly<Record<string, CellValue>>, known: Partial<typeof UNKNOWN>): string[] =>
    ofCase(cells, { enrolmentOf: () => ({ ...UNKNOWN, ...known }) });

  it('insured, but neither is the employer nor the person: refused, or asked where no extract by person tells', () => {
    expect(knowing({}, { employerIsInsured: false, personIsInsured: false })).toEqual(['L2 compulsory case-1']);
    expect(knowing({}, { employerIsInsured: false })).toEqual(['L2 advisory case-1']);
    expect(knowing({}, { employerIsInsured: false, personIsInsured: true })).toEqual([]);
    expect(knowing({}, { employerIsInsured: true, personIsInsured: false })).toEqual([]);
  });

  it('not insured, but the person is', () => {
    expect(knowing({ insured: '否', receivesBenefits: '否' }, { personIsInsured: true })).toEqual(['L3 advisory case-1']);
  });

  it('insured only after the diagnosis', () => {
    expect(knowing({}, { insuredSince: asLocalDate('2022-06-11') })).toEqual(['L4 advisory case-1']);
    expect(knowing({}, { insuredSince: asLocalDate('2022-06-10') })).toEqual([]);
  });
});

describe('between rows of 附件3', () => {
  it('one person with one disease twice is refused, also in other words; with two diseases it is asked about', () => {
    const rows = (second: Readonly<Record<string, CellValue>>): ReportForms => ({ 'annex-3': [caseRow(1), caseRow(2, second)] });
    expect(check(rows({ disease: '硅肺贰期' }))).toEqual(['L9 compulsory case-2']);
    expect(check(rows({ disease: '布病' }))).toEqual(['L13 advisory case-2']);
    expect(check(rows({ idNumber: '15080219800101002X', sex: '女' }))).not.toContain('L9 compulsory case-2');
  });
});

describe('in the coverage summary', () => {
  const summary = (row: string, cells: Readonly<Record<string, CellValue>>): ReportForms => ({
    'coverage-summary': summaryRows().map((one): FormRow => (one.key === row ? { ...one, cells: { ...one.cells, ...cells } } : one)),
  });

  it('as the system makes it, nothing', () => {
    expect(check({ 'coverage-summary': summaryRows() })).toEqual([]);
  });

  it.each<[string, Record<string, CellValue>, string]>([
    ['more insured than people', { insured: 1001 }, 'S1 compulsory industry-coal'],
    ['more insured enterprises than there are', { insuredEnterprises: 11 }, 'S2 compulsory industry-coal'],
    ['a rate that people contradict', { rate: '90.01' }, 'S3 compulsory industry-coal'],
    ['a verdict that people contradict', { met: '是' }, 'S3 compulsory industry-coal'],
    ['a gap that people contradict', { gap: 99 }, 'S3 compulsory industry-coal'],
  ])('%s', (_case, cells, expected) => {
    expect(check(summary('industry-coal', cells))).toContain(expected);
  });

  it('a total that is not the sum, or no data', () => {
    expect(check(summary('total', { enterprises: 21 }))).toEqual(['S5 advisory total']);
    expect(check(summary('total', { insured: null, rate: null, met: null, gap: null }))).toContain('S6 advisory total');
  });
});

describe('of the report as a whole', () => {
  it('an override whose system value has changed, or whose row is gone, is to be looked at again', () => {
    const address = { form: 'annex-3', row: 'case-1', field: 'remark' } as const;
    const stale = judgeOverrides(
      [overrideOf(address, '晋期', '复查'), overrideOf({ ...address, row: 'case-9' }, '晋期', '')],
      smallReport(),
    );
    expect(check({ 'annex-3': [] }, { overrides: stale })).toEqual(['S4 advisory case-1', 'S4 advisory case-9']);
  });

  it('a window that is still open, and cases that no report counts', () => {
    expect(check({}, { today: asLocalDate('2022-09-30') })).toEqual(['S7 advisory']);
    expect(check({ 'annex-3': [] }, { unplacedCases: 2 })).toEqual(['S8 advisory']);
  });

  it('no message tells what stands in a cell', () => {
    const findings = checkReport(
      reportToCheck(
        { 'annex-3': [caseRow(1, { sex: '女', employer: '' }), caseRow(2)] },
        { today: asLocalDate('2023-10-01'), employers: { isListed: () => false, nearest: () => undefined } },
      ),
    );
    expect(findings.length).toBeGreaterThan(3);
    for (const { message } of findings) expect(message).not.toMatch(/甲|150802/);
  });
});
