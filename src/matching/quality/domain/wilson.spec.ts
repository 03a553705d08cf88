import fc from 'fast-check';
import { errorRate } from './wilson.js';

describe('the interval of an error rate', () => {
  /** R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3. */
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%p of %p is %p to %p', (errors, checked, low, high) => {
    const found = errorRate(errors, checked);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  it('is not known where nothing was looked at', () => {
    expect(errorRate(0, 0)).toBeNull();
  });

  const observed = fc.integer({ min: 1, max: 5_000 }).chain((checked) => fc.tuple(fc.nat(checked), fc.constant(checked)));

  it('holds the observed rate and stays between nothing and all', () => {
    fc.assert(
      fc.property(observed, ([errors, checked]) => {
        const { rate, low, high } = errorRate(errors, checked) ?? { rate: NaN, low: NaN, high: NaN };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(rate);
        expect(high).toBeGreaterThanOrEqual(rate);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('mirrors: as many right as wrong change places', () => {
    fc.assert(
      fc.property(observed, ([errors, checked]) => {
        const [wrong, right] = [errorRate(errors, checked), errorRate(checked - errors, checked)];
        expect((wrong?.low ?? NaN) + (right?.high ?? NaN)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('narrows with more observations of the same rate', () => {
    fc.assert(
      fc.property(observed, ([errors, checked]) => {
        const width = (of: ReturnType<typeof errorRate>): number => (of?.high ?? NaN) - (of?.low ?? NaN);
        expect(width(errorRate(errors * 4, checked * 4))).toBeLessThan(width(errorRate(errors, checked)));
      }),
    );
  });
});
