import fc from 'fast-check';
import { addSummaries, cityForms, industryKey, TOTAL, type CellValue, type FormRow } from './index.js';

const row = (key: string, cells: Readonly<Record<string, CellValue>>): FormRow => ({
  key,
  title: key === TOTAL ? '合计' : key,
  cells: {
    enterprises: 1,
    insuredEnterprises: 1,
    headcount: 10,
    insured: 5,
    insuredMin: 5,
    insuredMax: 6,
    rate: '50.00',
    target: 90,
    met: '否',
    gap: 4,
    ...cells,
  },
});

const summary = (cells: Readonly<Record<string, CellValue>>): FormRow[] => [row(industryKey('06'), cells), row(TOTAL, cells)];
const totalOf = (rows: readonly FormRow[]): FormRow['cells'] | undefined => rows.find(({ key }) => key === TOTAL)?.cells;

describe('the coverage summary of a city', () => {
  it('is the sum of people, never the mean of rates', () => {
    const rows = addSummaries([
      summary({ headcount: 1000, insured: 1000, rate: '100.00' }),
      summary({ headcount: 10, insured: 0, rate: '0.00' }),
    ]);
    expect(totalOf(rows)).toMatchObject({ headcount: 1010, insured: 1000, rate: '99.00', met: '是', gap: 0, target: 90 });
    expect(rows.map(({ key }) => key)).toEqual([industryKey('06'), TOTAL]);
  });

  it('has no figure where a county has none: missing is not zero', () => {
    const rows = addSummaries([
      summary({}),
      summary({ insured: null, insuredMin: null, insuredMax: null, rate: null, met: null, gap: null }),
    ]);
    expect(totalOf(rows)).toMatchObject({ headcount: 20, insured: null, insuredMin: null, rate: null, met: null, gap: null });
  });

  it('has a target only where all counties have the same', () => {
    expect(totalOf(addSummaries([summary({}), summary({ target: 80 })]))).toMatchObject({
      target: null,
      rate: '50.00',
      met: null,
      gap: null,
    });
    expect(totalOf(addSummaries([summary({}), summary({ target: null })]))).toMatchObject({ target: null, met: null });
  });

  it('states what the counties stated: the total is the sum of their totals, also where a line was overridden alone', () => {
    const county = [row(industryKey('06'), { insured: 7 }), row(TOTAL, { insured: 5 })];
    expect(totalOf(addSummaries([county, county]))).toMatchObject({ insured: 10 });
  });

  it('without any county says nothing', () => {
    expect(addSummaries([])).toEqual([
      expect.objectContaining({ key: TOTAL, cells: expect.objectContaining({ headcount: null, insured: null, rate: null, target: null }) }),
    ]);
  });

  it('is one, in whatever order counties come', () => {
    const county = fc
      .record({ headcount: fc.nat(5000), insured: fc.nat(5000) })
      .map(({ headcount, insured }) => summary({ headcount, insured: Math.min(insured, headcount) }));
    fc.assert(
      fc.property(fc.array(county, { minLength: 1, maxLength: 12 }), (counties) => {
        expect(totalOf(addSummaries(counties))).toEqual(totalOf(addSummaries([...counties].reverse())));
      }),
    );
  });
});

describe('附件3 of a city', () => {
  it('lists the cases county by county, each as it was handed in', () => {
    const [one, two] = [
      { key: 'case-1', cells: { name: '甲某' } },
      { key: 'case-2', cells: { name: '乙某' } },
    ];
    expect(cityForms([{ 'annex-3': [two] }, {}, { 'annex-3': [one] }], ['annex-2', 'annex-3'])).toEqual({ 'annex-3': [two, one] });
  });
});
