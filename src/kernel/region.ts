import { squeeze } from './text.js';

export type RegionLevel = 'province' | 'city' | 'county' | 'zone' | 'town';

/**
 * An administrative division, code by GB/T 2260 (counties, 6 digits) or the statistical code (towns, 9 digits; development zones, 6 digits from 71
 * on). A zone (开发区) is an organisation with data of its own, like a county: below the city, or below a county whose people then see it too.
 */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parentCode: string | null;
  /** Short, historical and misspelt names that people use for it. */
  readonly aliases: readonly string[];
}

/** Whether a division has data of its own: a county, or a development zone. */
export const isCounty = ({ level }: Pick<Region, 'level'>): boolean => level === 'county' || level === 'zone';

/** The divisions of an installation as a tree: codes up and down, names and aliases to divisions. */
export class RegionTree {
  private readonly byCode: ReadonlyMap<string, Region>;
  private readonly byName: ReadonlyMap<string, readonly Region[]>;
  /** Every request asks for the counties of somebody's region. */
  private readonly countiesWithin = new Map<string | undefined, readonly Region[]>();
  private readonly ofCities = new Map<string, RegionTree>();

  constructor(readonly regions: readonly Region[]) {
    this.byCode = new Map(regions.map((region) => [region.code, region]));
    const byName = new Map<string, Region[]>();
    for (const region of regions) {
      for (const name of new Set([region.name, ...region.aliases].map(squeeze))) {
        byName.set(name, [...(byName.get(name) ?? []), region]);
      }
    }
    this.byName = byName;
  }

  get(code: string): Region | undefined {
    return this.byCode.get(code);
  }

  /** From the region itself up to the root. */
  ancestry(code: string): Region[] {
    const region = this.byCode.get(code);
    if (!region) return [];
    return region.parentCode === null ? [region] : [region, ...this.ancestry(region.parentCode)];
  }

  contains(outer: string, inner: string): boolean {
    return this.ancestry(inner).some((region) => region.code === outer);
  }

  /** The divisions that have data of their own: counties and development zones. */
  counties(within?: string): readonly Region[] {
    const known = this.countiesWithin.get(within);
    if (known) return known;
    const found = this.regions.filter((region) => isCounty(region) && (within === undefined || this.contains(within, region.code)));
    // Only regions that exist are remembered: what people ask for must not fill the memory.
    if (within === undefined || this.byCode.has(within)) this.countiesWithin.set(within, found);
    return found;
  }

  /** In the order of their codes. */
  cities(): Region[] {
    return this.regions.filter(({ level }) => level === 'city').sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /** The city at or above a region; undefined for what lies above cities, and for what there is not. */
  cityOf(code: string): Region | undefined {
    return this.ancestry(code).find(({ level }) => level === 'city');
  }

  /** What one city knows: itself, what lies above and all below. How its names are read does not depend on which other cities there are. */
  ofCity(cityCode: string): RegionTree {
    const known = this.ofCities.get(cityCode);
    if (known) return known;
    const above = new Set(this.ancestry(cityCode).map(({ code }) => code));
    const tree = new RegionTree(this.regions.filter(({ code }) => above.has(code) || this.contains(cityCode, code)));
    this.ofCities.set(cityCode, tree);
    return tree;
  }

  /** The division that a text names exactly, by name or alias; undefined where none or more than one does. */
  named(text: string, level?: RegionLevel): Region | undefined {
    return this.only(text, (region) => level === undefined || region.level === level);
  }

  /** The county or development zone that a text names exactly; undefined where none or more than one does. */
  countyNamed(text: string): Region | undefined {
    return this.only(text, isCounty);
  }

  private only(text: string, fits: (region: Region) => boolean): Region | undefined {
    const found = (this.byName.get(squeeze(text)) ?? []).filter(fits);
    return found.length === 1 ? found[0] : undefined;
  }

  /** The county that a longer text speaks of (填报单位, a sheet's name): the longest name or alias found in it; undefined where two counties tie. */
  countyIn(text: string): Region | undefined {
    const squeezed = squeeze(text);
    let best: { length: number; codes: Set<string> } = { length: 1, codes: new Set() };
    for (const region of this.counties()) {
      for (const name of [region.name, ...region.aliases]) {
        if (name.length < best.length || !squeezed.includes(squeeze(name))) continue;
        if (name.length > best.length) best = { length: name.length, codes: new Set() };
        best.codes.add(region.code);
      }
    }
    const [code, another] = [...best.codes];
    return code !== undefined && another === undefined ? this.byCode.get(code) : undefined;
  }
}
