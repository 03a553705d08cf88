import type { Schemas } from '@/platform/api';

export type Report = Schemas['ReportView'];
export type Finding = Schemas['FindingView'];
export type ReportEvent = Schemas['ReportEventView'];
type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';

export const STATE_TONES: Readonly<Record<Report['state'], Tone>> = {
  'not-started': 'quiet',
  drafting: 'busy',
  submitted: 'warn',
  accepted: 'good',
  returned: 'bad',
};

export const STATE_NAMES: Readonly<Record<Report['state'], string>> = {
  'not-started': '未开始',
  drafting: '填报中',
  submitted: '已提交',
  accepted: '已接收',
  returned: '已退回',
};

/** Short names for tabs and lists; the full ones stand on the paper. */
export const FORM_TABS: Readonly<Record<string, string>> = {
  'coverage-summary': '汇总表',
  'annex-2': '附件2 企业一览表',
  'annex-3': '附件3 职业病人员',
};

export const EVENT_NAMES: Readonly<Record<ReportEvent['type'], string>> = {
  open: '打开填报',
  edit: '重新填报',
  prepare: '生成表格',
  override: '更改单元格',
  'end-override': '撤销更改',
  submit: '提交',
  accept: '接收',
  return: '退回',
  unlock: '解锁',
  lapse: '解锁到期',
};

export const SEVERITIES: Readonly<Record<Finding['severity'], { readonly name: string; readonly tone: Tone }>> = {
  compulsory: { name: '必须改正', tone: 'bad' },
  advisory: { name: '需要确认', tone: 'warn' },
  notice: { name: '提示', tone: 'quiet' },
};

/** Where a county still works on it: what is shown is the draft, else what was handed in. */
export const isOpen = (state: Report['state']): boolean => state === 'not-started' || state === 'drafting' || state === 'returned';

/** The year and month that people call a report by. */
export const turnName = (dueOn: string): string => {
  const [year, month, day] = dueOn.split('-').map(Number);
  return `${year}年${month}月${day}日期`;
};
