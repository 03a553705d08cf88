import { isCounty, Problem, type RegionTree } from '../../kernel/index.js';
import type { UserRole } from './principal.js';

const COUNTY_ROLES: readonly UserRole[] = ['county-clerk', 'county-health-clerk', 'county-leader'];

/** County roles belong to a banner-county or a development zone, all others to a city. Throws Problem `region-unknown` or `region-unfit`. */
export function refuseUnfitRegion(role: UserRole, regionCode: string, regions: RegionTree): void {
  const region = regions.get(regionCode);
  if (!region) throw regionUnknown(regionCode);
  const isCountyRole = COUNTY_ROLES.includes(role);
  const fits = isCountyRole ? isCounty(region) : region.level === 'city';
  if (fits) return;
  const message = isCountyRole ? '该角色应隶属于一个旗县区或开发区，请改选。' : '该角色应隶属于市级，请改选。';
  throw new Problem('invalid', 'region-unfit', message, { role, regionCode });
}

/** Also the answer for a region of another city, which must look like one that does not exist. */
export const regionUnknown = (regionCode: string): Problem =>
  new Problem('invalid', 'region-unknown', '所选地区不存在，请从地区列表中选择。', { regionCode });
