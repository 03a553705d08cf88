import type { CellAddress, CellValue, FormRow } from './cell.js';
import { statedForms } from './stated-forms.js';
import { overrideOf, smallReport } from './testing/small-report.js';

const cell = (row: string, field: string): CellAddress => ({ form: 'coverage-summary', row, field });

function summaryWith(...changes: readonly (readonly [string, string, CellValue])[]): Map<string, FormRow['cells']> {
  const overrides = changes.map(([row, field, value]) => overrideOf(cell(row, field), value, null));
  const rows = statedForms(smallReport(), overrides)['coverage-summary'] ?? [];
  return new Map(rows.map(({ key, cells }) => [key, cells]));
}

describe('in the coverage summary', () => {
  it('nothing moves without an override', () => {
    expect(statedForms(smallReport(), [])).toEqual(smallReport());
  });

  it('rate, verdict and gap follow from overridden people, and so does the total', () => {
    const stated = summaryWith(['industry-coal', 'insured', 1000]);
    expect(stated.get('industry-coal')).toMatchObject({ insured: 1000, rate: '100.00', met: '是', gap: 0 });
    expect(stated.get('industry-metal')).toMatchObject({ insured: 900, rate: '90.00' });
    expect(stated.get('total')).toMatchObject({ insured: 1900, headcount: 2000, rate: '95.00', met: '否', gap: 100 });
  });

  it('a rate is cut off, never rounded up across a target', () => {
    expect(summaryWith(['industry-coal', 'headcount', 100_000], ['industry-coal', 'insured', 99_999]).get('industry-coal')).toMatchObject({
      rate: '99.99',
      met: '否',
      gap: 1,
    });
  });

  it('a total with an override of its own stays as it was set', () => {
    const stated = summaryWith(['industry-coal', 'insured', 1000], ['total', 'insured', 1850]);
    expect(stated.get('total')).toMatchObject({ insured: 1850, rate: '92.50', gap: 150 });
  });

  it('a rate with an override of its own stays as it was set', () => {
    const stated = summaryWith(['industry-coal', 'insured', 950], ['industry-coal', 'rate', '94.00']);
    expect(stated.get('industry-coal')).toMatchObject({ rate: '94.00', gap: 50 });
  });
});
