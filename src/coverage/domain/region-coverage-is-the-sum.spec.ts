import { sumCoverage } from './region-coverage.js';
import { county, measured, unit } from './testing/small-registry.js';

describe('the coverage of a region is the sum, never the mean of rates', () => {
  // A mine of 990 workers at 10 % and a quarry of 10 at 100 %: the mean of the rates would be 55 %.
  const line = sumCoverage(county(), [measured(990, unit(99)), measured(10, unit(10))]);

  it('109 of 1000 people are 10.90%', () => {
    expect(line).toEqual({
      code: '990101',
      name: '东山县',
      hasData: true,
      enterprises: 2,
      coveredEnterprises: 2,
      headcount: 1000,
      insured: 109,
      insuredMin: 109,
      insuredMax: 109,
      excess: 0,
      ratePercent: 10.9,
      unitRatePercent: 100,
      target: 80,
      targetClause: '二（二）',
      met: false,
      gap: 691, // 800 − 109
    });
  });

  it('covered enterprises stand beside it, never instead: 1 of 3 is 33.33%', () => {
    const three = sumCoverage(county(), [measured(10, unit(10)), measured(10), measured(10, unit(0))]);
    expect(three).toMatchObject({ coveredEnterprises: 1, enterprises: 3, unitRatePercent: 33.33, ratePercent: 33.33 });
  });

  it("one enterprise's excess makes up for nobody in another: 10 of 20, 90 too many", () => {
    expect(sumCoverage(county(), [measured(10, unit(100)), measured(10)])).toMatchObject({ insured: 10, excess: 90, ratePercent: 50 });
  });

  it('what is out of scope counts in no figure', () => {
    const linked = [unit(5)];
    const gone = { ...measured(0, ...linked), coverage: { ...measured(10, unit(10)).coverage, inScope: false } };
    expect(sumCoverage(county(), [measured(10, unit(8)), gone])).toMatchObject({
      enterprises: 1,
      headcount: 10,
      insured: 8,
      met: true,
      gap: 0,
    });
  });

  it('without a target there is nothing to meet', () => {
    expect(sumCoverage(county({ target: null }), [measured(10, unit(8))])).toMatchObject({
      ratePercent: 80,
      target: null,
      targetClause: null,
      met: null,
      gap: null,
    });
  });
});
