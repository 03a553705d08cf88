import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { addDays, Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import {
  demandReason,
  turnsPlanned,
  windowFaults,
  type CyclePlan,
  type CycleTurn,
  type ReportCycle,
  type WindowFault,
} from './domain/index.js';
import { PlanReports, REPORTS_LOCK } from './plan-reports.js';
import { ReportingStore } from './reporting.store.js';

export interface NewPlan {
  readonly effectiveFrom: LocalDate;
  readonly cycles: readonly ReportCycle[];
  readonly reason: string;
}

/** Windows are compared from a year before the change to some years after: every turn repeats within that, leap years included. */
const YEARS_COMPARED = 6;
const DAYS_BEFORE = 366;

/** The administrator sets when counties report, for all due days from one on. */
@Injectable()
export class ChangeCycles {
  constructor(
    private readonly plans: CyclePlanStore,
    private readonly reports: ReportingStore,
    private readonly planner: PlanReports,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async all(principal: Principal): Promise<CyclePlan[]> {
    demand(principal, 'cycles.read');
    return this.plans.all();
  }

  /**
   * Turns that were opened keep what they were opened with. Throws Problem `right-missing`, `reason-missing`, `cycles-invalid`,
   * `effective-in-the-past`, or `windows-do-not-touch` with the days that would be lost or counted twice.
   */
  async run(principal: Principal, { effectiveFrom, cycles, reason }: NewPlan): Promise<CyclePlan> {
    demand(principal, 'cycles.manage');
    const words = demandReason(reason, '调整报送周期');
    if (effectiveFrom < this.clock.today())
      throw new Problem('invalid', 'effective-in-the-past', '新的报送周期只能从今天或以后的截止日起执行，请修改执行日期。');
    await this.refuseInvalid(cycles);
    return this.database.unitOfWork(async () => {
      const plan = await this.plans.add({
        effectiveFrom,
        cycles,
        reason: words,
        recordedBy: principal.displayName,
        recordedAt: this.clock.now(),
      });
      await this.refuseFaults(effectiveFrom);
      await this.reports.dropUnopened(effectiveFrom);
      await this.planner.planAgain();
      return plan;
    }, REPORTS_LOCK);
  }

  private async refuseInvalid(cycles: readonly ReportCycle[]): Promise<void> {
    const counties = new Set((await this.regions.tree()).counties(await this.regions.rootCode()).map(({ code }) => code));
    const codes = cycles.map(({ code }) => code);
    if (cycles.length === 0) throw invalid('至少应有一个报送周期');
    if (new Set(codes).size < codes.length) throw invalid('周期代码不能重复');
    for (const { name, forms, divisions } of cycles) {
      if (forms.length === 0) throw invalid(`“${name}”至少应报送一种表`);
      if (divisions.some((code) => !counties.has(code))) throw invalid(`“${name}”的报送单位中有不存在的旗县区`);
    }
  }

  private async refuseFaults(effectiveFrom: LocalDate): Promise<void> {
    const faults = windowFaults(this.turnsAround(await this.plans.all(), effectiveFrom, await this.reports.openedTurns()));
    const [first] = faults;
    if (!first) return;
    throw new Problem('invalid', 'windows-do-not-touch', `统计期间没有首尾相接：${faultWords(first)}。请调整统计期间或执行日期。`, {
      faults,
    });
  }

  private turnsAround(plans: readonly CyclePlan[], effectiveFrom: LocalDate, opened: readonly CycleTurn[]): CycleTurn[] {
    const from = addDays(effectiveFrom, -DAYS_BEFORE);
    try {
      const planned = turnsPlanned(plans, from, YEARS_COMPARED * DAYS_BEFORE, opened);
      return [...opened.filter(({ dueOn }) => dueOn >= from), ...planned].filter(({ cycleCode }) => carriesCases(plans, cycleCode));
    } catch (error) {
      // A day that does not exist in every year, such as 29 February.
      if (error instanceof RangeError) throw invalid(error.message.replace(/。$/, ''));
      throw error;
    }
  }
}

/** Cycles without 附件3 count no cases: their windows touch nothing. */
const carriesCases = (plans: readonly CyclePlan[], cycleCode: string): boolean =>
  plans.flatMap(({ cycles }) => cycles).some(({ code, forms }) => code === cycleCode && forms.includes('annex-3'));

const invalid = (what: string): Problem => new Problem('invalid', 'cycles-invalid', `报送周期不正确：${what}。请修改后重试。`);

const faultWords = ({ kind, from, to }: WindowFault): string =>
  kind === 'gap' ? `${from} 至 ${to} 诊断的病例没有报表统计` : `${from} 至 ${to} 诊断的病例会被重复统计`;
