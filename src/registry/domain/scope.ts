import type { Month } from '../../kernel/index.js';
import type { RemarkProposal } from './remark.js';

/** Why an enterprise is proposed to leave the denominator: by its 备注, or because the newest hand-over no longer lists it. */
export type ScopeProposal = RemarkProposal | 'missing';

export const PROPOSAL_NAMES: Readonly<Record<ScopeProposal, string>> = {
  deregistered: '注销、吊销或破产',
  'moved-away': '外迁',
  'not-dust': '非涉尘或已转产',
  unreachable: '失联或查无此企业',
  missing: '最新名册未再列入',
};

/** What decides scope in the registry line that is in force. Head-counts in people. */
export interface ScopeFacts {
  readonly proposal: ScopeProposal | null;
  readonly suspended: boolean;
  /** Staff left behind as 备注 states ("留守3人"). */
  readonly statedHeadcount: number | null;
  /** The 职工人数 column. */
  readonly headcount: number | null;
}

export interface ScopeDecision {
  readonly proposal: ScopeProposal;
  readonly verdict: 'confirmed' | 'rejected';
  readonly effectiveMonth: Month;
}

export type ScopeFlag = 'proposal-open' | 'suspended-without-headcount' | 'suspended-counts-stated' | 'headcount-missing';

export type ScopeState =
  | { readonly inScope: true; readonly headcount: number; readonly flags: readonly ScopeFlag[] }
  | { readonly inScope: false; readonly because: ScopeProposal | 'suspended-without-headcount' };

/**
 * Whether an enterprise counts, and with how many workers (DOMAIN "Registry"). A proposal changes nothing until a person confirms it:
 * one that 备注 makes counts with 职工人数, one that the newest hand-over no longer lists stays as its last line has it. A decision holds
 * until it is undone. 停产 counts with the staff that 备注 states; where it states none, the enterprise is left out and flagged.
 */
export function scopeOf(facts: ScopeFacts, decisions: readonly ScopeDecision[], asOf: Month): ScopeState {
  const inForce = decisions.filter((decision) => decision.effectiveMonth <= asOf);
  const confirmed = inForce.find((decision) => decision.verdict === 'confirmed');
  if (confirmed) return { inScope: false, because: confirmed.proposal };
  const open = facts.proposal !== null && !inForce.some((decision) => decision.proposal === facts.proposal);
  const flags: ScopeFlag[] = open ? ['proposal-open'] : [];
  if (!facts.suspended || (open && facts.proposal !== 'missing')) return counted(facts.headcount, flags);
  if (facts.statedHeadcount === null) return { inScope: false, because: 'suspended-without-headcount' };
  return counted(facts.statedHeadcount, [...flags, 'suspended-counts-stated']);
}

const counted = (headcount: number | null, flags: readonly ScopeFlag[]): ScopeState => ({
  inScope: true,
  headcount: headcount ?? 0,
  flags: headcount === null ? [...flags, 'headcount-missing'] : flags,
});
