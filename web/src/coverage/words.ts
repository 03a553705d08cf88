import { percent } from '@/platform/format';
import { rate } from './rate';
import type { Line } from './use-coverage';

export type Tone = 'good' | 'bad' | 'quiet';

/** Whether a line reaches its target, for eyes that see colour and those that do not. */
export const toneOf = ({ hasData, met }: Line): Tone => (hasData && met !== null ? (met ? 'good' : 'bad') : 'quiet');

export function standing({ hasData, met, gap, target, headcount }: Line): string {
  if (!hasData) return '暂无名册数据';
  if (headcount === 0) return '没有应参保的职工';
  if (met === null) return '未设目标';
  return met ? `达标（${target ?? ''}%）` : `差 ${gap ?? 0} 人`;
}

export const hasInterval = ({ insuredMin, insuredMax }: Line): boolean => insuredMin !== insuredMax;

export const interval = ({ insuredMin, insuredMax, headcount }: Line): string =>
  `${percent(rate(insuredMin, headcount))} – ${percent(rate(insuredMax, headcount))}`;

export const BASES: Readonly<Record<string, string>> = {
  named: '实名',
  'unit-level': '单位参保人数',
  'proof-from-elsewhere': '异地参保凭证',
  none: '未参保',
};

export const FLAGS: Readonly<Record<string, string>> = {
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
