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

export const REPORT_FORMS: readonly ReportForm[] = ['coverage-summary', 'annex-2', 'annex-3'];

export const FORM_NAMES: Readonly<Record<ReportForm, string>> = {
  'coverage-summary': '专项扩面完成情况',
  'annex-2': '附件2_尘肺病重点行业企业信息一览表',
  'annex-3': '附件3_职业病人员统计情况表',
};

/** What persons and jobs do with a report. `lapse`: an unlocking has run out, and what was submitted holds again. */
export type ReportAction = 'open' | 'edit' | 'submit' | 'accept' | 'return' | 'unlock' | 'lapse';

const FROM: Readonly<Record<ReportAction, readonly ReportState[]>> = {
  open: ['not-started'],
  edit: ['not-started', 'drafting', 'returned'],
  submit: ['drafting'],
  accept: ['submitted'],
  return: ['submitted'],
  unlock: ['submitted', 'accepted'],
  lapse: ['drafting'],
};

/** Whether an action begins in a state; where it leads is told by the use case that carries it out. */
export const allows = (state: ReportState, action: ReportAction): boolean => FROM[action].includes(state);

/** Submitted figures stay as they were: only these states may be prepared again. */
export const mayBePrepared = (state: ReportState): boolean => allows(state, 'edit');

/** Its figures have left the county: what they rest on may not be taken back. */
export const isHandedIn = (state: ReportState): boolean => state === 'submitted' || state === 'accepted';

/** A due day counts in full: a report is overdue from the next day on, while it is not submitted. */
export const isOverdue = (state: ReportState, dueOn: LocalDate, today: LocalDate): boolean => today > dueOn && !isHandedIn(state);

/** An exception that lets a county work again on what it has handed in, until an instant. */
export interface Unlocking {
  readonly at: Date;
  /** From this instant on the report is what was submitted, whether or not a job has been able to say so. */
  readonly until: Date;
  readonly fallbackState: 'submitted' | 'accepted';
}

/** The state that a report is in at an instant: an unlocking that has run out counts no more. */
export const stateAt = (state: ReportState, unlocking: Unlocking | null, now: Date): ReportState =>
  state === 'drafting' && unlocking !== null && now >= unlocking.until ? unlocking.fallbackState : state;
