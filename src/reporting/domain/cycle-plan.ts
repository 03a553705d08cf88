import { addDays, yearOf, type LocalDate } from '../../kernel/index.js';
import { turnsDueWithin, type CycleTurn, type ReportCycle } from './cycle.js';

/** All cycles from a due day on, until the next plan. Plans are only ever added: what was reported under an old one stays explained. */
export interface CyclePlan {
  /** 1, 2, …, in the order of recording, for each city. */
  readonly number: number;
  /** The first due day that the plan governs. */
  readonly effectiveFrom: LocalDate;
  readonly cycles: readonly ReportCycle[];
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** A turn together with the cycle and the plan that ask for it. */
export interface PlannedTurn extends CycleTurn {
  readonly cycle: ReportCycle;
  readonly planNumber: number;
}

/** The plan that governs a due day: the newest not after it; of two from the same day the later recorded. */
export function planInForce(plans: readonly CyclePlan[], dueOn: LocalDate): CyclePlan | undefined {
  const eligible = plans.filter(({ effectiveFrom }) => effectiveFrom <= dueOn);
  return eligible.reduce<CyclePlan | undefined>((best, plan) => (best === undefined || isNewer(plan, best) ? plan : best), undefined);
}

const isNewer = (a: CyclePlan, b: CyclePlan): boolean =>
  a.effectiveFrom > b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.number > b.number);

/**
 * The turns due within `days` from a day on, earliest first.
 * @param opened turns whose reports were opened already: they keep what they were opened with, and their cycle has no other turn that year
 */
export function turnsPlanned(plans: readonly CyclePlan[], from: LocalDate, days: number, opened: readonly CycleTurn[]): PlannedTurn[] {
  const until = addDays(from, days);
  const taken = new Set(opened.map(yearOfCycle));
  return plans
    .flatMap((plan) =>
      turnsDueWithin(plan.cycles, from, days)
        .filter((turn) => turn.dueOn <= until && planInForce(plans, turn.dueOn) === plan && !taken.has(yearOfCycle(turn)))
        .flatMap((turn) => plannedTurn(plan, turn)),
    )
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

const yearOfCycle = ({ cycleCode, dueOn }: CycleTurn): string => `${cycleCode} ${yearOf(dueOn)}`;

function plannedTurn({ number, cycles }: CyclePlan, turn: CycleTurn): PlannedTurn[] {
  const cycle = cycles.find(({ code }) => code === turn.cycleCode);
  return cycle ? [{ ...turn, cycle, planNumber: number }] : [];
}

/** The counties that owe a report of the cycle. */
export const owedBy = ({ divisions }: ReportCycle, counties: readonly string[]): string[] =>
  divisions.length === 0 ? [...counties] : counties.filter((code) => divisions.includes(code));
