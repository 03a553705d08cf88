import type { RegionTree } from '../../kernel/index.js';

/** An enterprise of the dust-hazard registry, as far as matching looks at it. */
export interface RegisteredEnterprise {
  readonly id: number;
  /** The county whose registry lists it. */
  readonly countyCode: string;
  readonly name: string;
  /** Former and other names (原名, 曾用名). */
  readonly aliases: readonly string[];
  /** USCC as it was read; null where the sheet has none. */
  readonly creditCode: string | null;
  readonly address?: string | null;
  readonly phones?: readonly string[];
  /** 企业联系人. */
  readonly contact?: string | null;
  readonly headcount?: number | null;
}

/** An insured unit (参保单位). */
export interface EnrolmentUnitName {
  readonly id: number;
  readonly unitNo: string;
  /** 参保区划: a county, a division above it (市本级), or null where it is not known. */
  readonly countyCode: string | null;
  readonly name: string;
  readonly creditCode: string | null;
  readonly insuredCount?: number | null;
  readonly phones?: readonly string[];
  /** 专管员 or 联系人. */
  readonly contact?: string | null;
  readonly address?: string | null;
}

/** A: linked automatically; B: may be confirmed in bulk after a sample; C: needs a look. */
export type Tier = 'A' | 'B' | 'C';

export type Relation = 'same' | 'branch' | 'project' | 'predecessor';

export const EVIDENCE_FIELDS = [
  'creditCode',
  'name',
  'region',
  'tradeWords',
  'form',
  'branch',
  'county',
  'alias',
  'rivals',
  'phone',
  'contact',
  'address',
  'people',
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

export interface Evidence {
  readonly field: EvidenceField;
  readonly verdict: 'agrees' | 'differs' | 'missing';
  /** Chinese, for the reviewer. */
  readonly words: string;
}

export interface Candidate {
  readonly enterpriseId: number;
  readonly unitId: number;
  readonly tier: Tier;
  readonly status: 'auto' | 'review';
  readonly relation: Relation;
  /** 0..1; orders the candidates, it is no probability. */
  readonly score: number;
  /** 1 for the enterprise's best candidate. */
  readonly rank: number;
  /** One Chinese sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** The most similar unit of an enterprise that has no candidate: shown, because "未参保" leads to enforcement, but it widens no interval. */
export interface NearMiss {
  readonly enterpriseId: number;
  readonly unitId: number;
  readonly relation: Relation;
  readonly score: number;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

export interface MatchInput {
  readonly enterprises: readonly RegisteredEnterprise[];
  readonly units: readonly EnrolmentUnitName[];
  readonly regions: RegionTree;
  /** Cannot-links as `pairKey`: these pairs never come back. */
  readonly rejected?: ReadonlySet<string>;
  /** Links that a clerk confirmed, as `pairKey`: not proposed again; enterprise and unit count as linked. */
  readonly confirmed?: ReadonlySet<string>;
}

export interface MatchOutcome {
  /** By enterprise id, then rank. */
  readonly candidates: readonly Candidate[];
  /** Enterprises with neither a candidate nor a confirmed link, ascending. */
  readonly none: readonly number[];
  /** For enterprises of `none`: what came closest, where anything did. */
  readonly nearest: readonly NearMiss[];
}

/** How `rejected` and `confirmed` name a pair. */
export function pairKey(enterpriseId: number, unitId: number): string {
  return `${enterpriseId}:${unitId}`;
}
