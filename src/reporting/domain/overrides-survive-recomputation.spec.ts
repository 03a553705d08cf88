import { Problem } from '../../kernel/index.js';
import type { CellAddress, ReportForms } from './cell.js';
import { demandReason, judgeOverrides, readOverrideValue } from './override.js';
import { statedForms } from './stated-forms.js';
import { caseRow, overrideOf, smallReport } from './testing/small-report.js';

const REMARK: CellAddress = { form: 'annex-3', row: 'case-2', field: 'remark' };
const override = overrideOf(REMARK, '晋期', '');

const remarksOf = (forms: ReportForms): unknown[] => (forms['annex-3'] ?? []).map(({ key, cells }) => [key, cells['remark']]);

describe('an override', () => {
  it('stands at its own row, wherever that stands after a recomputation', () => {
    const later: ReportForms = { ...smallReport(), 'annex-3': [caseRow(3), caseRow(2), caseRow(1)] };
    expect(remarksOf(statedForms(later, [override]))).toEqual([
      ['case-3', ''],
      ['case-2', '晋期'],
      ['case-1', ''],
    ]);
  });

  it('leaves the system as it is: both values are kept', () => {
    const system = smallReport();
    statedForms(system, [override]);
    expect(remarksOf(system)).toEqual([
      ['case-1', ''],
      ['case-2', ''],
    ]);
  });

  it('is flagged when the system says something else than when it was made', () => {
    const later: ReportForms = { ...smallReport(), 'annex-3': [caseRow(1), caseRow(2, { remark: '复查' })] };
    expect(judgeOverrides([override], smallReport())).toMatchObject([{ systemNow: '', systemChanged: false, rowGone: false }]);
    expect(judgeOverrides([override], later)).toMatchObject([{ systemNow: '复查', systemChanged: true, rowGone: false }]);
    expect(remarksOf(statedForms(later, [override]))[1]).toEqual(['case-2', '晋期']);
  });

  it('of a row that is gone waits for it, without effect', () => {
    const later: ReportForms = { ...smallReport(), 'annex-3': [caseRow(1)] };
    expect(judgeOverrides([override], later)).toMatchObject([{ systemNow: null, systemChanged: false, rowGone: true }]);
    expect(remarksOf(statedForms(later, [override]))).toEqual([['case-1', '']]);
    expect(remarksOf(statedForms(smallReport(), [override]))[1]).toEqual(['case-2', '晋期']);
  });
});

describe('what a person writes into a cell', () => {
  const read = (form: CellAddress['form'], field: string, value: string | number | null): unknown =>
    readOverrideValue({ form, row: 'total', field }, value);

  it.each([
    ['coverage-summary', 'insured', '17', 17],
    ['coverage-summary', 'insured', null, null],
    ['coverage-summary', 'rate', '99.99', '99.99'],
    ['coverage-summary', 'met', '是', '是'],
    ['annex-2', 'headcount', 3, 3],
    ['annex-3', 'remark', ' 晋期 ', '晋期'],
    ['annex-3', 'remark', null, ''],
  ] as const)('%s %s: %p is taken as %p', (form, field, value, taken) => {
    expect(read(form, field, value)).toBe(taken);
  });

  it.each([
    ['coverage-summary', 'insured', -1],
    ['coverage-summary', 'insured', 1.5],
    ['coverage-summary', 'insured', '约30'],
    ['coverage-summary', 'rate', '99.999'],
    ['coverage-summary', 'rate', '100.01'],
    ['coverage-summary', 'met', '对'],
    ['annex-3', 'remark', 'x'.repeat(2001)],
    ['annex-3', 'nothing', 'x'],
    ['annex-3', 'constructor', 'x'],
  ] as const)('%s %s: %p is refused', (form, field, value) => {
    expect(() => read(form, field, value)).toThrow(Problem);
  });

  it('needs a reason that is not blank', () => {
    expect(demandReason(' 现场核实 ', '更改')).toBe('现场核实');
    expect(() => demandReason('  ', '更改')).toThrow(expect.objectContaining({ code: 'reason-missing' }));
  });
});
