/** A dated target for a measure, in percent, with the clause that sets it. */
export interface Target {
  readonly regionCode: string;
  readonly year: number;
  readonly percent: number;
  readonly clause: string;
}

/**
 * The target in force for a region in a year: its own, else that of the nearest region above it; the newest not after the year,
 * for "afterwards the last target stays in force until another is set".
 * @param ancestry region codes from the region itself upwards
 */
export function targetInForce(targets: readonly Target[], ancestry: readonly string[], year: number): Target | null {
  for (const regionCode of ancestry) {
    const own = targets.filter((target) => target.regionCode === regionCode && target.year <= year);
    const newest = own.reduce<Target | null>((best, target) => (best === null || target.year > best.year ? target : best), null);
    if (newest) return newest;
  }
  return null;
}
