import type { Scope } from '../access/index.js';
import type { Evidence } from './domain/index.js';
import type { LinkStatus } from './link-status.js';

/** An enterprise and a unit that are, may be, or are known not to be the same. */
export interface Link {
  readonly id: number;
  readonly enterpriseId: number;
  readonly unitId: number;
  readonly countyCode: string;
  readonly status: LinkStatus;
  readonly tier: string;
  readonly relation: string;
  /** 0..1; orders candidates. */
  readonly score: number;
  readonly rank: number;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  readonly version: number;
}

export interface LinkFilter {
  readonly status?: LinkStatus | undefined;
  readonly enterpriseId?: number | undefined;
  readonly unitId?: number | undefined;
  readonly afterId?: number | undefined;
  readonly upToId?: number | undefined;
  readonly limit?: number | undefined;
}

/** Whoever reads links in order to change them works under this name, one after the other. */
export const LINKS_LOCK = 'links';

/** How many links there are of any status, and the last one's id; 0 where there is none. */
export interface LinkExtent {
  readonly count: number;
  readonly lastId: number;
}

/** Where links are kept. Writing needs a unit of work. */
export abstract class LinkStore {
  abstract list(scope: Scope, filter: LinkFilter): Promise<Link[]>;
  abstract ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<Link[]>;
  abstract extent(scope: Scope, upToId?: number): Promise<LinkExtent>;
  abstract find(id: number, scope: Scope): Promise<Link | undefined>;
  abstract findPair(enterpriseId: number, unitId: number, scope: Scope): Promise<Link | undefined>;
  /** All that name one of these units, also of counties outside of the caller's scope: a unit belongs to one enterprise only. */
  abstract statusesOfUnits(unitIds: readonly number[]): Promise<readonly Pick<Link, 'id' | 'enterpriseId' | 'unitId' | 'status'>[]>;
}
