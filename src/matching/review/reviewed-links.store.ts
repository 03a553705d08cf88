import type { Scope } from '../../access/index.js';
import type { Link } from '../link.store.js';
import type { LinkStatus } from '../link-status.js';
import type { KeptLink } from './history.store.js';

export interface ReviewedLink extends Link {
  readonly ruleset: string;
}

export type LinkState = Pick<Link, 'status' | 'decidedBy' | 'decidedAt' | 'note'>;

/** Links as persons go through them and change them. Writing needs a unit of work. */
export abstract class ReviewedLinks {
  /** By enterprise, then rank. */
  abstract ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<ReviewedLink[]>;
  abstract find(scope: Scope, id: number): Promise<ReviewedLink | undefined>;
  /** Up to `limit` enterprises after this one that have a link of one of these statuses, ascending. */
  abstract enterprisesWith(scope: Scope, statuses: readonly LinkStatus[], afterId: number, limit: number): Promise<number[]>;
  abstract add(link: KeptLink, at: Date): Promise<ReviewedLink>;
  /** False where `version` is stale. */
  abstract change(id: number, version: number, state: LinkState, at: Date): Promise<boolean>;
  /** False where `version` is stale. */
  abstract remove(id: number, version: number): Promise<boolean>;
}
