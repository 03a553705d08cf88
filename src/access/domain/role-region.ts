import { Problem, type RegionLevel, type RegionTree } from '../../kernel/index.js';
import type { UserRole } from './principal.js';

const COUNTY_ROLES: readonly UserRole[] = ['county-clerk', 'county-health-clerk', 'county-leader'];
const ABOVE_COUNTY: readonly RegionLevel[] = ['city', 'province'];

/** County roles belong to a banner-county, all others to what lies above. Throws Problem `region-unknown` or `region-unfit`. */
export function refuseUnfitRegion(role: UserRole, regionCode: string, regions: RegionTree): void {
  const region = regions.get(regionCode);
  if (!region) throw new Problem('invalid', 'region-unknown', '所选地区不存在，请从地区列表中选择。', { regionCode });
  const isCountyRole = COUNTY_ROLES.includes(role);
  const fits = isCountyRole ? region.level === 'county' : ABOVE_COUNTY.includes(region.level);
  if (fits) return;
  const message = isCountyRole ? '该角色应隶属于一个旗县区，请改选旗县区。' : '该角色应隶属于市级或以上地区，请改选。';
  throw new Problem('invalid', 'region-unfit', message, { role, regionCode });
}
