import { monthsBetween, type Month } from '../../kernel/index.js';

/** `aac031`: 1 参保, 2 暂停, 3 终止. */
export type EnrolmentStatus = 'active' | 'suspended' | 'terminated';

export const STATUS_WORDS: Readonly<Record<EnrolmentStatus, string>> = { active: '参保', suspended: '暂停', terminated: '终止' };

/** 工伤保险 in the national scheme (`aae140`): the only insurance that counts. */
export const WORK_INJURY_INSURANCE = '410';

/** What one month's extract says of a unit. */
export interface EnrolmentRecord {
  readonly month: Month;
  readonly insurance: string;
  readonly status: EnrolmentStatus;
  /** 参保人数 as the extract states it, whatever the status. */
  readonly insuredCount: number;
  readonly name: string;
  readonly creditCode: string | null;
  readonly countyCode: string | null;
}

export const STALE_AFTER_MONTHS = 3;

/** How many people a unit insures as of a month, from its newest record not after it. */
export interface InsuredAsOf {
  /** 0 where the unit is suspended or terminated. */
  readonly insuredCount: number;
  readonly month: Month;
  /** Older than three months before the day: shown as such. */
  readonly stale: boolean;
}

/** Only active 工伤保险 counts; the newest month not after `asOf` decides, however old. Undefined where there is none. */
export function insuredAsOf(records: readonly EnrolmentRecord[], asOf: Month): InsuredAsOf | undefined {
  const counting = records.filter((record) => record.insurance === WORK_INJURY_INSURANCE && record.month <= asOf);
  const newest = counting.reduce<EnrolmentRecord | undefined>(
    (best, record) => (!best || record.month > best.month ? record : best),
    undefined,
  );
  if (!newest) return undefined;
  return {
    insuredCount: newest.status === 'active' ? newest.insuredCount : 0,
    month: newest.month,
    stale: monthsBetween(newest.month, asOf) > STALE_AFTER_MONTHS,
  };
}

/** What a clerk would call a change of a unit from one extract to the next. */
export const isChanged = (before: EnrolmentRecord, after: EnrolmentRecord): boolean =>
  before.name !== after.name ||
  before.creditCode !== after.creditCode ||
  before.countyCode !== after.countyCode ||
  before.status !== after.status ||
  before.insuredCount !== after.insuredCount;
