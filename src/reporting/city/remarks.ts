import { REPORT_STATE_NAMES, type ReportState } from '../domain/index.js';

export interface CountyAndState {
  readonly countyName: string;
  readonly state: ReportState;
}

/** What stands below the city's forms: how many counties they add up, and by name those that are not in them. */
export function cityRemarks(accepted: readonly CountyAndState[], pending: readonly CountyAndState[]): string[] {
  const all = accepted.length + pending.length;
  if (pending.length === 0) return [`汇总范围：应报 ${all} 个旗县区，报表均已接收，全部汇总在内。`];
  const names = pending.map(({ countyName, state }) => `${countyName}（${REPORT_STATE_NAMES[state]}）`).join('、');
  return [
    `汇总范围：只汇总市级已接收的报表。应报 ${all} 个旗县区，已接收 ${accepted.length} 个；未接收、未计入本表的 ${pending.length} 个：${names}。`,
  ];
}
