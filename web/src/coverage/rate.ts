/** A rate in per cent as the service states it: of integers, truncated to two decimals; no rate without anybody. */
export const rate = (insured: number, headcount: number): number | null =>
  headcount === 0 ? null : Math.floor((insured * 10_000) / headcount) / 100;
