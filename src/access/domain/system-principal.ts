import type { RegionTree } from '../../kernel/index.js';
import type { Principal } from './principal.js';
import { Scope } from './scope.js';

/** By whom what nobody in person did is signed. */
export const SYSTEM_NAME = '系统';

/** Who acts when a job or a command line on the server does something for a region: all rights, everything at or below the region. */
export const systemPrincipal = (regions: RegionTree, regionCode: string): Principal => ({
  userId: null,
  displayName: SYSTEM_NAME,
  role: 'system',
  regionCode,
  scope: Scope.below(regionCode, regions),
});
