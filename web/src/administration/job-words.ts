import type { Schemas } from '@/platform/api';

type State = Schemas['JobState'];
type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';

export const JOB_STATES: readonly { readonly state: State; readonly name: string; readonly tone: Tone }[] = [
  { state: 'queued', name: '等待执行', tone: 'warn' },
  { state: 'running', name: '执行中', tone: 'busy' },
  { state: 'done', name: '已完成', tone: 'good' },
  { state: 'failed', name: '失败', tone: 'bad' },
  { state: 'dead', name: '多次失败，已停止', tone: 'bad' },
  { state: 'cancelled', name: '已取消', tone: 'quiet' },
];

const OPEN: readonly State[] = ['queued', 'running'];
const RETRIABLE: readonly State[] = ['failed', 'dead', 'cancelled'];

export const mayBeCancelled = (state: State): boolean => OPEN.includes(state);
export const mayBeRetried = (state: State): boolean => RETRIABLE.includes(state);

const NAMES: Readonly<Record<string, string>> = {
  'reporting.make-city-bundle': '生成报表归档包',
  'reporting.prepare-county-report': '生成旗县区报表',
  'reporting.open-turn': '打开一期报表',
  'reporting.end-unlocking': '结束解锁',
  'matching.step': '匹配企业与参保单位',
  'reminders.send': '发送提醒',
  'reminders.collect': '汇集提醒',
  'intake.apply-batch': '导入生效',
  'intake.check-batch': '校验导入',
};

export const jobName = (name: string): string => NAMES[name] ?? name;
