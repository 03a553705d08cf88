import type { Scope } from '../../access/index.js';
import type { Candidate } from '../domain/index.js';
import type { DecidedPair } from '../engine/decisions.js';

/** An enterprise with the candidates that matching has found for it. */
export interface FoundCandidates {
  readonly enterpriseId: number;
  readonly countyCode: string;
  readonly candidates: readonly Candidate[];
}

export interface LinkCounts {
  readonly auto: number;
  readonly review: number;
  readonly confirmed: number;
  /** Enterprises with any of these. */
  readonly enterprises: number;
}

/** The side of links that a run of matching writes; what persons have decided stays as it is. Writing needs a unit of work. */
export abstract class CandidateStore {
  abstract decidedPairs(scope: Scope): Promise<DecidedPair[]>;
  /**
   * Brings the undecided links of these enterprises of the scope to what was found; those that are so already are not touched. A unit that an
   * earlier run linked to another enterprise of the scope leaves that one; one that was confirmed for another meanwhile, or is linked outside of
   * the scope, is not linked.
   */
  abstract replace(scope: Scope, found: readonly FoundCandidates[], ruleset: string, at: Date): Promise<void>;
  /** Removes the undecided links of enterprises of the scope with ids from `first` to `last` that are not listed any more. */
  abstract removeUnlisted(scope: Scope, first: number, last: number, isListed: (enterpriseId: number) => boolean): Promise<void>;
  /** Removes the undecided links of these enterprises in the scope. */
  abstract removeOf(scope: Scope, enterpriseIds: readonly number[]): Promise<void>;
  abstract count(scope: Scope): Promise<LinkCounts>;
}
