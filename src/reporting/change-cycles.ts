import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal, type Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { demandReason, faultsAround, faultWords, planInForce, type CyclePlan, type ReportCycle, type WindowFault } from './domain/index.js';
import { PlanReports, REPORTS_LOCK } from './plan-reports.js';
import { ReportingStore } from './reporting.store.js';

export interface NewPlan {
  readonly effectiveFrom: LocalDate;
  readonly cycles: readonly ReportCycle[];
  readonly reason: string;
}

/** The administrator sets when the city's counties report, for all due days from one on. */
@Injectable()
export class ChangeCycles {
  constructor(
    private readonly plans: CyclePlanStore,
    private readonly reports: ReportingStore,
    private readonly planner: PlanReports,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async all(principal: Principal): Promise<CyclePlan[]> {
    demand(principal, 'cycles.read');
    return this.plans.of(principal.scope.city);
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
    const { scope } = principal;
    await this.refuseInvalid(scope.city, cycles);
    return this.database.unitOfWork(async () => {
      const before = planInForce(await this.plans.of(scope.city), effectiveFrom);
      const plan = await this.plans.add(scope.city, {
        effectiveFrom,
        cycles,
        reason: words,
        recordedBy: principal.displayName,
        recordedAt: this.clock.now(),
      });
      await this.refuseFaults(scope, effectiveFrom);
      await this.reports.dropUnopened(scope, effectiveFrom);
      await this.planner.planAgain(scope.city);
      this.audit.record(principal, {
        action: 'cycles.changed',
        subject: { kind: 'cycle-plan', id: plan.number },
        before: before ? { number: before.number, cycles: JSON.stringify(before.cycles) } : null,
        after: { number: plan.number, effectiveFrom, cycles: JSON.stringify(cycles) },
        reason: words,
      });
      return plan;
    }, REPORTS_LOCK);
  }

  private async refuseInvalid(cityCode: string, cycles: readonly ReportCycle[]): Promise<void> {
    const counties = new Set((await this.regions.tree()).counties(cityCode).map(({ code }) => code));
    const codes = cycles.map(({ code }) => code);
    if (cycles.length === 0) throw invalid('至少应有一个报送周期');
    if (new Set(codes).size < codes.length) throw invalid('周期代码不能重复');
    for (const { name, forms, divisions } of cycles) {
      if (forms.length === 0) throw invalid(`“${name}”至少应报送一种表`);
      if (divisions.some((code) => !counties.has(code))) throw invalid(`“${name}”的报送单位中有不存在的旗县区`);
    }
  }

  private async refuseFaults(scope: Scope, effectiveFrom: LocalDate): Promise<void> {
    const faults = await this.faults(scope, effectiveFrom);
    const [first] = faults;
    if (!first) return;
    throw new Problem('invalid', 'windows-do-not-touch', `统计期间没有首尾相接：${faultWords(first)}。请调整统计期间或执行日期。`, {
      faults,
    });
  }

  private async faults(scope: Scope, effectiveFrom: LocalDate): Promise<WindowFault[]> {
    const [plans, opened] = [await this.plans.of(scope.city), await this.reports.openedTurns(scope)];
    try {
      return faultsAround(plans, effectiveFrom, opened);
    } catch (error) {
      // A day that does not exist in every year, such as 29 February.
      if (error instanceof RangeError) throw invalid(error.message.replace(/。$/, ''));
      throw error;
    }
  }
}

const invalid = (what: string): Problem => new Problem('invalid', 'cycles-invalid', `报送周期不正确：${what}。请修改后重试。`);
