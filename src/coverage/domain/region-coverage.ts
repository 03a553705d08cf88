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

/** Sums over enterprises, which can be added to those over others. */
export interface Tally {
  readonly enterprises: number;
  readonly covered: number;
  readonly headcount: number;
  readonly insured: number;
  readonly insuredMin: number;
  /** Before units that several enterprises claim are counted once. */
  readonly insuredMax: number;
  readonly excess: number;
  /** People of the units with an open candidate, by unit. */
  readonly open: ReadonlyMap<number, number>;
  /** What the enterprise that a unit is linked to cannot count, by unit. */
  readonly uncounted: ReadonlyMap<number, number>;
}

/** The sum over enterprises, never the mean of their rates. */
export const sumCoverage = (head: LineHead, enterprises: readonly MeasuredEnterprise[]): CoverageLine => lineOf(head, tallyOf(enterprises));

export function tallyOf(enterprises: readonly MeasuredEnterprise[]): Tally {
  const inScope = enterprises.filter(({ coverage }) => coverage.inScope);
  const sum = (pick: (coverage: EnterpriseCoverage) => number): number =>
    inScope.reduce((total, { coverage }) => total + pick(coverage), 0);
  return {
    enterprises: inScope.length,
    covered: inScope.filter(({ coverage }) => coverage.insured > 0).length,
    headcount: sum((coverage) => coverage.headcount),
    insured: sum((coverage) => coverage.insured),
    insuredMin: sum((coverage) => coverage.insuredMin),
    insuredMax: sum((coverage) => coverage.insuredMax),
    excess: sum((coverage) => coverage.excess),
    ...unitsOf(inScope),
  };
}

/** An enterprise whose insured are known by name neither wins nor loses by a decision. */
function unitsOf(enterprises: readonly MeasuredEnterprise[]): Pick<Tally, 'open' | 'uncounted'> {
  const open = new Map<number, number>();
  const uncounted = new Map<number, number>();
  for (const { coverage, units } of enterprises) {
    if (coverage.basis === 'named') continue;
    for (const { unitId, insuredCount, status } of units) {
      if (status === 'review') open.set(unitId, insuredCount);
      else uncounted.set(unitId, coverage.excess);
    }
  }
  return { open, uncounted };
}

/** The tally of all enterprises together: of tallies over different enterprises, in their order. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    enterprises: sum((tally) => tally.enterprises),
    covered: sum((tally) => tally.covered),
    headcount: sum((tally) => tally.headcount),
    insured: sum((tally) => tally.insured),
    insuredMin: sum((tally) => tally.insuredMin),
    insuredMax: sum((tally) => tally.insuredMax),
    excess: sum((tally) => tally.excess),
    open: joined(tallies.map(({ open }) => open)),
    uncounted: joined(tallies.map(({ uncounted }) => uncounted)),
  };
}

function joined(maps: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  for (const map of maps) for (const [unitId, people] of map) all.set(unitId, people);
  return all;
}

/** A line of coverage from its sums. */
export function lineOf(head: LineHead, tally: Tally): CoverageLine {
  const { enterprises, covered, headcount, insured, insuredMin, insuredMax, excess } = tally;
  const percent = head.target?.percent ?? null;
  return {
    code: head.code,
    name: head.name,
    hasData: head.hasData,
    enterprises,
    coveredEnterprises: covered,
    headcount,
    insured,
    insuredMin,
    insuredMax: Math.min(insuredMax, insured + openPeople(tally)),
    excess,
    ratePercent: head.hasData ? ratePercent(insured, headcount) : null,
    unitRatePercent: head.hasData ? ratePercent(covered, enterprises) : null,
    target: percent,
    targetClause: head.target?.clause ?? null,
    met: percent === null || !head.hasData ? null : meetsTarget(insured, headcount, percent),
    gap: percent === null || !head.hasData ? null : gapToTarget(insured, headcount, percent),
  };
}

/**
 * People that the units with an open candidate can add, each unit once: it can belong to one enterprise only. A unit that is linked to
 * another enterprise of the region would leave it, so that it adds no more than what that one cannot count.
 */
const openPeople = ({ open, uncounted }: Tally): number =>
  [...open].reduce((total, [unitId, count]) => total + Math.min(count, uncounted.get(unitId) ?? count), 0);
