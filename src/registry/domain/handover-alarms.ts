import { isLargeShare, type Alarm } from '../../intake/domain/index.js';
import { changedFields, type ComparedLine } from './handover.js';

/** A county's hand-over against what was listed of it before. */
export interface HandoverComparison {
  readonly countyName: string;
  /** Enterprises that were listed and still are. */
  readonly met: readonly { readonly before: ComparedLine; readonly after: ComparedLine }[];
  readonly added: number;
  /** Listed before, and no more. */
  readonly missing: number;
}

/** What coverage rests on; contacts, telephones and addresses change with every hand-over and raise nothing. */
const WEIGHTY = new Set(['name', 'creditCode', 'headcount']);

/**
 * Why a county's registry may be the wrong one: more than a fifth of its enterprises gone or changed in name, code or head-count, or more than a
 * fifth as many new ones. Each county by itself, so that a wrong sheet among eight is not lost in their sum. A first hand-over raises nothing.
 */
export function handoverAlarms({ countyName, met, added, missing }: HandoverComparison): Alarm[] {
  const known = met.length + missing;
  const changed = met.filter(({ before, after }) => changedFields(before, after).some((field) => WEIGHTY.has(field))).length;
  const alarms: Alarm[] = [];
  if (isLargeShare(changed + missing, known)) {
    const what = `名称、信用代码或职工人数有变的 ${changed} 家，缺失的 ${missing} 家`;
    alarms.push({ code: 'enterprises-changed', message: `${countyName}已有 ${known} 家企业，${what}，超过五分之一。` });
  }
  if (isLargeShare(added, known))
    alarms.push({ code: 'enterprises-new', message: `${countyName}已有 ${known} 家企业，文件中新增 ${added} 家，超过五分之一。` });
  return alarms;
}
