import type { EnterpriseCoverage, LinkedUnit } from './enterprise-coverage.js';
import { gapToTarget, meetsTarget, ratePercent } from './rate.js';

/** What is summed: an enterprise's coverage and the units behind it. */
export interface MeasuredEnterprise {
  readonly coverage: EnterpriseCoverage;
  readonly units: readonly LinkedUnit[];
}

/** Coverage of a region or an industry. Null figures mean "no data" (never 0 %): before the first hand-over, or nobody to cover. */
export interface CoverageLine {
  readonly code: string;
  readonly name: string;
  /** False before the first hand-over of the registry or the first enrolment extract: then there is no rate, verdict or gap. */
  readonly hasData: boolean;
  readonly enterprises: number;
  readonly coveredEnterprises: number;
  readonly headcount: number;
  readonly insured: number;
  readonly insuredMin: number;
  readonly insuredMax: number;
  readonly excess: number;
  /** Worker coverage, percent with two decimals, cut off. */
  readonly ratePercent: number | null;
  /** Covered enterprises among all: shown beside the worker coverage, never instead of it. */
  readonly unitRatePercent: number | null;
  /** Percent. */
  readonly target: number | null;
  readonly targetClause: string | null;
  readonly met: boolean | null;
  /** People missing to the target. */
  readonly gap: number | null;
}

export interface LineHead {
  readonly code: string;
  readonly name: string;
  readonly hasData: boolean;
  readonly target: { readonly percent: number; readonly clause: string } | null;
}

/** The sum over enterprises, never the mean of their rates. */
export function sumCoverage(head: LineHead, enterprises: readonly MeasuredEnterprise[]): CoverageLine {
  const inScope = enterprises.filter(({ coverage }) => coverage.inScope);
  const sum = (pick: (coverage: EnterpriseCoverage) => number): number =>
    inScope.reduce((total, { coverage }) => total + pick(coverage), 0);
  const headcount = sum((coverage) => coverage.headcount);
  const insured = sum((coverage) => coverage.insured);
  const covered = inScope.filter(({ coverage }) => coverage.insured > 0).length;
  const percent = head.target?.percent ?? null;
  return {
    code: head.code,
    name: head.name,
    hasData: head.hasData,
    enterprises: inScope.length,
    coveredEnterprises: covered,
    headcount,
    insured,
    insuredMin: sum((coverage) => coverage.insuredMin),
    insuredMax: Math.min(
      sum((coverage) => coverage.insuredMax),
      insured + openPeople(inScope),
    ),
    excess: sum((coverage) => coverage.excess),
    ratePercent: head.hasData ? ratePercent(insured, headcount) : null,
    unitRatePercent: head.hasData ? ratePercent(covered, inScope.length) : null,
    target: percent,
    targetClause: head.target?.clause ?? null,
    met: percent === null || !head.hasData ? null : meetsTarget(insured, headcount, percent),
    gap: percent === null || !head.hasData ? null : gapToTarget(insured, headcount, percent),
  };
}

/**
 * People that the units with an open candidate can add, each unit once: it can belong to one enterprise only. A unit that is linked to
 * another enterprise of the region would leave it, so that it adds no more than what that one cannot count. An enterprise whose insured are
 * known by name neither wins nor loses by a decision.
 */
function openPeople(enterprises: readonly MeasuredEnterprise[]): number {
  const open = new Map<number, number>();
  const uncounted = new Map<number, number>();
  for (const { coverage, units } of enterprises) {
    if (coverage.basis === 'named') continue;
    for (const { unitId, insuredCount, status } of units) {
      if (status === 'review') open.set(unitId, insuredCount);
      else uncounted.set(unitId, coverage.excess);
    }
  }
  return [...open].reduce((total, [unitId, count]) => total + Math.min(count, uncounted.get(unitId) ?? count), 0);
}
