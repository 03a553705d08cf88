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
  readonly limit?: number | undefined;
}

export interface NewDecision {
  readonly status: 'confirmed' | 'rejected';
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
}

/** What a person had not seen among the candidates and links by hand. */
export interface ManualLink {
  readonly enterpriseId: number;
  readonly countyCode: string;
  readonly unitId: number;
}

/** Whoever reads links in order to change them works under this name, one after the other. */
export const LINKS_LOCK = 'links';

/** Where links are kept. Writing needs a unit of work. */
export abstract class LinkStore {
  abstract list(scope: Scope, filter: LinkFilter): Promise<Link[]>;
  abstract find(id: number, scope: Scope): Promise<Link | undefined>;
  abstract findPair(enterpriseId: number, unitId: number, scope: Scope): Promise<Link | undefined>;
  /** All that name one of these units, also of counties outside of the caller's scope: a unit belongs to one enterprise only. */
  abstract statusesOfUnits(unitIds: readonly number[]): Promise<readonly Pick<Link, 'id' | 'enterpriseId' | 'unitId' | 'status'>[]>;
  abstract addManual(link: ManualLink, decision: NewDecision, ruleset: string): Promise<Link>;
  /** False where `version` is stale. */
  abstract decide(id: number, version: number, decision: NewDecision): Promise<boolean>;
  /** Puts a decided link back before the reviewer; false where `version` is stale. */
  abstract reopen(id: number, version: number, at: Date): Promise<boolean>;
}
