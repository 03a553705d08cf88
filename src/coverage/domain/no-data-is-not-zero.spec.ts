import { sumCoverage } from './region-coverage.js';
import { county, measured, unit } from './testing/small-registry.js';

describe('no data is not zero', () => {
  it('before the first hand-over there is no rate, no verdict and no gap', () => {
    expect(sumCoverage(county({ hasData: false }), [])).toMatchObject({
      hasData: false,
      ratePercent: null,
      unitRatePercent: null,
      met: null,
      gap: null,
      target: 80,
    });
  });

  it('with a hand-over of enterprises that nobody works in there is no rate either, but nobody is missing', () => {
    expect(sumCoverage(county(), [measured(0, unit(3))])).toMatchObject({
      hasData: true,
      enterprises: 1,
      headcount: 0,
      excess: 3,
      ratePercent: null,
      unitRatePercent: 0,
      met: null,
      gap: 0,
    });
  });

  it('with workers of whom nobody is insured the rate is 0, and that is data', () => {
    expect(sumCoverage(county(), [measured(10)])).toMatchObject({ hasData: true, ratePercent: 0, met: false, gap: 8 });
  });
});
