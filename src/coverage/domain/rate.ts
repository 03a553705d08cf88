/** Whether a coverage reaches its target, by integers: 99.999 % is not 100 %. Null where there is nobody to cover. */
export function meetsTarget(insured: number, headcount: number, targetPercent: number): boolean | null {
  return headcount === 0 ? null : insured * 100 >= targetPercent * headcount;
}

/** The rate in percent with two decimals, cut off and never rounded up across a target. Null where there is nobody to cover. */
export function ratePercent(insured: number, headcount: number): number | null {
  return headcount === 0 ? null : Math.floor((insured * 10_000) / headcount) / 100;
}

/** How many more people must be insured to reach the target. */
export function gapToTarget(insured: number, headcount: number, targetPercent: number): number {
  return Math.max(0, Math.ceil((targetPercent * headcount) / 100) - insured);
}
