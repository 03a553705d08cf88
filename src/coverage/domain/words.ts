import { PROPOSAL_NAMES, type ScopeProposal } from '../../registry/domain/index.js';
import type { CoverageBasis, CoverageFlag } from './enterprise-coverage.js';

/** What the insured of an enterprise rest on, as forms and exports call it; empty where there are none. */
export const BASIS_NAMES: Readonly<Record<CoverageBasis, string>> = {
  named: '实名',
  'unit-level': '单位',
  'proof-from-elsewhere': '异地凭证',
  none: '',
};

export const FLAG_NAMES: Readonly<Record<CoverageFlag, string>> = {
  'proposal-open': '退出建议待认定',
  'suspended-without-headcount': '停产未注明人数',
  'suspended-counts-stated': '停产，按备注人数计',
  'headcount-missing': '缺职工人数',
  'more-insured-than-headcount': '参保人数大于职工人数',
  'stale-enrolment': '参保数据超过三个月',
  'insured-in-another-unit': '有人在其他单位参保',
  'proof-missing': '缺异地参保凭证',
  'candidates-open': '有待定匹配',
  'no-longer-listed': '最新名册未列入',
};

/** Why an enterprise does not count; empty where it does. */
export function outOfScopeName(because: string | null): string {
  if (because === null) return '';
  if (because === 'suspended-without-headcount') return '停产未注明人数，不计入';
  return because in PROPOSAL_NAMES ? `已认定${PROPOSAL_NAMES[because as ScopeProposal]}，不计入` : '';
}
