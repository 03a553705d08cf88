import { isLargeShare, type Alarm } from '../../intake/domain/index.js';
import type { DiseaseCase } from './disease-case.js';

/** A county's 附件3 against the cases that are known of it. */
export interface CaseComparison {
  readonly listed: readonly DiseaseCase[];
  readonly changed: number;
  /** Known, and not listed. */
  readonly missing: readonly DiseaseCase[];
  readonly known: readonly DiseaseCase[];
}

/**
 * Why a list of cases may be the wrong one: more than a fifth of those that it should hold are missing or say something else. A form lists
 * the cases of its window, so that only those diagnosed between its first and its last day should be in it; the others are every-day.
 */
export function caseAlarms({ listed, changed, missing, known }: CaseComparison): Alarm[] {
  const days = listed.map(({ diagnosedOn }) => diagnosedOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isWithin = ({ diagnosedOn }: DiseaseCase): boolean => first <= diagnosedOn && diagnosedOn <= last;
  const [expected, gone] = [known.filter(isWithin).length, missing.filter(isWithin).length];
  if (!isLargeShare(changed + gone, expected)) return [];
  const span = `${first} 至 ${last} 诊断的病例已有 ${expected} 例`;
  return [{ code: 'cases-changed', message: `${span}，本次变更 ${changed} 例、缺失 ${gone} 例，超过五分之一。` }];
}
