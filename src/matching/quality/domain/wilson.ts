/** A share with the interval in which the true one lies with 95 % confidence; all 0..1. */
export interface ErrorRate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval (1927): unlike the usual approximation it holds for few observations and for none or all of them wrong.
 * @returns null where nothing was looked at
 */
export function errorRate(errors: number, checked: number): ErrorRate | null {
  if (checked === 0) return null;
  const rate = errors / checked;
  const z2 = Z * Z;
  const centre = (rate + z2 / (2 * checked)) / (1 + z2 / checked);
  const half = (Z / (1 + z2 / checked)) * Math.sqrt((rate * (1 - rate)) / checked + z2 / (4 * checked * checked));
  return {
    rate,
    low: errors === 0 ? 0 : Math.max(0, centre - half),
    high: errors === checked ? 1 : Math.min(1, centre + half),
  };
}
