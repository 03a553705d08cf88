import type { Reach } from '../platform/database/index.js';

/** Tokens that are never used twice: as long as they are the same, so are the data behind a county's figures. */
export interface CountyRevision {
  /** Of everything that its figures rest on, but for `parts`. */
  readonly whole: string;
  /** Of changes that concern single enterprises; which, `ofEnterprises` tells. */
  readonly parts: string;
}

/** Which state of the data the figures of a county are measured from. Written in the unit of work that changes the data. */
export abstract class CoverageRevisions {
  /** `city`: the one that all of the counties belong to. */
  abstract ofCounties(city: string, countyCodes: readonly string[]): Promise<ReadonlyMap<string, CountyRevision>>;
  /** Of those enterprises of the county that changed by themselves at any time. */
  abstract ofEnterprises(countyCode: string): Promise<ReadonlyMap<number, string>>;
  /** Gives new tokens to what a change reaches: `county <code>`, `city <code>` (all of its counties), `enterprise <id>`, `unit <id>` (whoever is linked with it), else everything. */
  abstract raise(reach: Reach): Promise<void>;
  /** Whether the current unit of work has changed such data itself: then it sees what no token stands for yet. */
  abstract isAhead(): boolean;
}
