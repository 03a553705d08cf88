import { isLargeShare, type Alarm } from '../../intake/domain/index.js';

/** People of the enterprises that had a roster before. */
export interface RosterComparison {
  readonly before: number;
  readonly added: number;
  readonly missing: number;
}

/**
 * Why rosters may be the wrong ones: of the enterprises' people before, more than a fifth is no longer listed, or as many are new. Leavers stay
 * on a roster with the day on which they left, so that few disappear; posts, contracts and examinations change all the time and raise nothing.
 */
export function rosterAlarms({ before, added, missing }: RosterComparison): Alarm[] {
  const alarms: Alarm[] = [];
  const tell = (what: string, count: number): string => `这些单位上次的花名册共 ${before} 人，本次${what} ${count} 人，超过五分之一。`;
  if (isLargeShare(missing, before)) alarms.push({ code: 'people-missing', message: tell('缺失', missing) });
  if (isLargeShare(added, before)) alarms.push({ code: 'people-new', message: tell('新增', added) });
  return alarms;
}
