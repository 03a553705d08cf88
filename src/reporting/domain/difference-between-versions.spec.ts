import type { ReportForms } from './cell.js';
import { differenceBetween } from './difference.js';
import { caseRow, smallReport, summaryRowOf } from './testing/small-report.js';

describe('the difference between two versions of a report', () => {
  it('of the same content is empty, whatever the order of the rows', () => {
    const turned: ReportForms = { ...smallReport(), 'annex-3': [caseRow(2), caseRow(1)] };
    expect(differenceBetween(smallReport(), turned)).toEqual({ changed: [], added: [], removed: [] });
  });

  it('names each changed cell by its address, with old and new value', () => {
    const after: ReportForms = { ...smallReport(), 'annex-3': [caseRow(1, { recognisedOn: '2022-07-21' }), caseRow(2)] };
    expect(differenceBetween(smallReport(), after)).toEqual({
      changed: [{ form: 'annex-3', row: 'case-1', field: 'recognisedOn', from: '2022-07-20', to: '2022-07-21' }],
      added: [],
      removed: [],
    });
  });

  it('tells rows that came and rows that went', () => {
    const after: ReportForms = { ...smallReport(), 'annex-3': [caseRow(1), caseRow(3)] };
    expect(differenceBetween(smallReport(), after)).toEqual({
      changed: [],
      added: [{ form: 'annex-3', row: caseRow(3) }],
      removed: [{ form: 'annex-3', row: caseRow(2) }],
    });
  });

  it('tells a figure that came to exist from one that is 0', () => {
    const before: ReportForms = { 'coverage-summary': [summaryRowOf('total', { insured: null })] };
    const after: ReportForms = { 'coverage-summary': [summaryRowOf('total', { insured: 0 })] };
    expect(differenceBetween(before, after).changed).toEqual([
      { form: 'coverage-summary', row: 'total', field: 'insured', from: null, to: 0 },
    ]);
  });

  it('of a form that only one of them has is all of its rows', () => {
    expect(differenceBetween({}, { 'annex-3': [caseRow(1)] }).added).toHaveLength(1);
    expect(differenceBetween({ 'annex-3': [caseRow(1)] }, {}).removed).toHaveLength(1);
  });
});
