import { notFound, type RegionTree } from '../../kernel/index.js';

/** The banner-counties whose data a principal may see. Stores take it on every method that touches county data: there is no unscoped variant. */
export class Scope {
  private constructor(readonly countyCodes: readonly string[]) {}

  /** All counties at or below a region: a county's clerk gets one, the city's reviewer all of the city. */
  static below(regionCode: string, regions: RegionTree): Scope {
    return new Scope(regions.counties(regionCode).map((county) => county.code));
  }

  allows(countyCode: string): boolean {
    return this.countyCodes.includes(countyCode);
  }

  /** The counties asked for, or all. A county outside of the scope answers exactly like one that does not exist. */
  narrow(countyCode?: string): Scope {
    if (countyCode === undefined) return this;
    if (!this.allows(countyCode)) throw notFound('该旗县区');
    return new Scope([countyCode]);
  }
}
