import type { CellValue } from '../cell.js';
import { caseRow, reportToCheck } from '../testing/small-report.js';
import { checkReport } from './check-report.js';
import type { Severity } from './check-table.js';

function found(cells: Readonly<Record<string, CellValue>>): [string, Severity, string | undefined][] {
  const findings = checkReport(reportToCheck({ 'annex-3': [caseRow(1, cells)] }));
  return findings.map(({ check, severity, cell }) => [check, severity, cell?.field]);
}

describe('诊断 → 工伤认定 → 劳动能力鉴定', () => {
  it('in order is nothing to speak of', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Record<string, CellValue>, [string, Severity, string]]>([
    [
      'O1: diagnosed after the window',
      { diagnosedOn: '2022-10-01', recognisedOn: '', assessedOn: '', receivesBenefits: '' },
      ['O1', 'compulsory', 'diagnosedOn'],
    ],
    [
      'O2: diagnosed as a child',
      { diagnosedOn: '1985-12-31', recognisedOn: '', assessedOn: '', receivesBenefits: '' },
      ['O2', 'compulsory', 'diagnosedOn'],
    ],
    ['O3: recognised before diagnosed', { recognisedOn: '2022-06-09' }, ['O3', 'compulsory', 'recognisedOn']],
    ['O3: which 晋期 explains', { recognisedOn: '2022-06-09', remark: '晋期' }, ['O3', 'advisory', 'recognisedOn']],
    ['O4: assessed before recognised', { assessedOn: '2022-07-19' }, ['O4', 'compulsory', 'assessedOn']],
    ['O4: which 复查 explains', { assessedOn: '2022-07-19', remark: '复查鉴定' }, ['O4', 'advisory', 'assessedOn']],
    [
      'O5: assessed without recognition',
      { recognisedOn: '', receivesBenefits: '否', assessedOn: '2022-09-01' },
      ['O5', 'compulsory', 'recognisedOn'],
    ],
    ['O5: which 老工伤 explains', { recognisedOn: '', receivesBenefits: '否', remark: '老工伤' }, ['O5', 'advisory', 'recognisedOn']],
    ['O6: recognised before the Ordinance', { diagnosedOn: '2003-06-10', recognisedOn: '2003-08-01' }, ['O6', 'advisory', 'recognisedOn']],
    ['O7: diagnosed before the Act', { diagnosedOn: '2002-04-30', recognisedOn: '2004-02-01' }, ['O7', 'advisory', 'diagnosedOn']],
    ['O8: diagnosed and recognised on one day', { recognisedOn: '2022-06-10' }, ['O8', 'advisory', 'recognisedOn']],
    ['O9: known to the month', { diagnosedOn: '2022-06' }, ['O9', 'advisory', 'diagnosedOn']],
  ])('%s', (_case, cells, expected) => {
    expect(found(cells)).toContainEqual(expected);
  });

  it('known to the month or year only strikes where it is certain', () => {
    const checks = (cells: Readonly<Record<string, CellValue>>): string[] => found(cells).map(([check]) => check);
    expect(checks({ diagnosedOn: '2022-06', recognisedOn: '2022-06-01' })).not.toContain('O3');
    expect(checks({ diagnosedOn: '2022-06', recognisedOn: '2022-05' })).toContain('O3');
    expect(checks({ diagnosedOn: '2022' })).not.toContain('O1');
  });

  it('the first and the last day of the ages are within', () => {
    const checks = (diagnosedOn: string): string[] =>
      found({ diagnosedOn, recognisedOn: '', assessedOn: '', receivesBenefits: '' }).map(([check]) => check);
    expect(checks('1986-01-01')).not.toContain('O2');
    expect(checks('1985-12-31')).toContain('O2');
  });
});

describe('a cell that the form cannot do without', () => {
  it.each([
    ['M1', { employer: '' }, 'employer'],
    ['M1', { diagnosedOn: null }, 'diagnosedOn'],
    ['M2', { idNumber: '150802197001010019' }, 'idNumber'],
    ['M3', { recognisedOn: '2022-13-01' }, 'recognisedOn'],
    ['M3', { assessedOn: '20220901' }, 'assessedOn'],
  ] as const)('%s: %p refuses submission', (check, cells, field) => {
    expect(found(cells)).toContainEqual([check, 'compulsory', field]);
  });

  it('待认定 is no date, and no fault', () => {
    expect(found({ recognisedOn: '待认定', assessedOn: '', receivesBenefits: '' }).map(([, severity]) => severity)).not.toContain(
      'compulsory',
    );
  });
});
