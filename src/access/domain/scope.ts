import { notFound, Problem, type RegionTree } from '../../kernel/index.js';

/**
 * The counties whose data a principal may see, and the organisations whose accounts, jobs and settings. Stores take it on every method that touches
 * what belongs to a county or a city: there is no unscoped variant.
 */
export class Scope {
  private constructor(
    readonly countyCodes: readonly string[],
    /** The region itself and the counties and development zones below it. */
    readonly organisationCodes: readonly string[],
    private readonly cityCode: string | undefined,
  ) {}

  /** All counties at or below a region: a county's clerk gets one and its development zones, the city's reviewer all of the city. */
  static below(regionCode: string, regions: RegionTree): Scope {
    const codes = regions.counties(regionCode).map((county) => county.code);
    return new Scope(codes, [...new Set([regionCode, ...codes])], regions.cityOf(regionCode)?.code);
  }

  /** All counties of all cities: for what the service does by itself, never for a request. */
  static everywhere(regions: RegionTree): Scope {
    const codes = regions.counties().map((county) => county.code);
    return new Scope(codes, [...regions.cities().map(({ code }) => code), ...codes], undefined);
  }

  /** The city of the counties: also the pooling area (统筹区) of their enrolment. Throws Problem `city-unknown` where they are of several. */
  get city(): string {
    if (this.cityCode !== undefined) return this.cityCode;
    throw new Problem('invalid', 'city-unknown', '该操作须由一个城市或其旗县区的用户进行，请改用该市的账号。');
  }

  allows(countyCode: string): boolean {
    return this.countyCodes.includes(countyCode);
  }

  /** Whether an organisation, a city or a county, is the principal's own or below it. */
  holds(organisationCode: string): boolean {
    return this.organisationCodes.includes(organisationCode);
  }

  /** The counties asked for, or all. A county outside of the scope answers exactly like one that does not exist. */
  narrow(countyCode?: string): Scope {
    if (countyCode === undefined) return this;
    if (!this.allows(countyCode)) throw notFound('该旗县区');
    return new Scope([countyCode], [countyCode], this.cityCode);
  }
}
