import type { LocalDate } from '../../kernel/index.js';

/** 未开始 → 填报中 → 已提交 → 已接收, or → 已退回 → 填报中. 逾期 is a flag by date, not a state. */
export type ReportState = 'not-started' | 'drafting' | 'submitted' | 'accepted' | 'returned';

export const REPORT_STATE_NAMES: Readonly<Record<ReportState, string>> = {
  'not-started': '未开始',
  drafting: '填报中',
  submitted: '已提交',
  accepted: '已接收',
  returned: '已退回',
};

export type ReportForm = 'coverage-summary' | 'annex-2' | 'annex-3';

export const FORM_NAMES: Readonly<Record<ReportForm, string>> = {
  'coverage-summary': '专项扩面完成情况',
  'annex-2': '附件2_尘肺病重点行业企业信息一览表',
  'annex-3': '附件3_职业病人员统计情况表',
};

/** Submitted figures stay as they were: only these states may be prepared again. */
export const mayBePrepared = (state: ReportState): boolean => state === 'not-started' || state === 'drafting' || state === 'returned';

/** Its figures have left the county: what they rest on may not be taken back. */
export const isHandedIn = (state: ReportState): boolean => state === 'submitted' || state === 'accepted';

/** A due day counts in full: a report is overdue from the next day on, while it is not submitted. */
export const isOverdue = (state: ReportState, dueOn: LocalDate, today: LocalDate): boolean => today > dueOn && !isHandedIn(state);
