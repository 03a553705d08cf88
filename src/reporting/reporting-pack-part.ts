import { Injectable } from '@nestjs/common';
import { SYSTEM_NAME } from '../access/index.js';
import { PackPart, type RegionPack } from '../geography/index.js';
import { asLocalDate, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { faultsAround, faultWords, REPORT_FORMS } from './domain/index.js';

/** Before any due day: the pack's cycles are the first plan. */
const SINCE_EVER = asLocalDate('1900-01-01');

/** Reporting's share of a region pack: the cycles. */
@Injectable()
export class ReportingPackPart extends PackPart {
  constructor(
    private readonly store: CyclePlanStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async install(pack: RegionPack): Promise<void> {
    const cycles = pack.cycles.map((cycle) => ({ forms: REPORT_FORMS, divisions: [], ...cycle }));
    const plan = { effectiveFrom: SINCE_EVER, cycles, reason: '地区资料', recordedBy: SYSTEM_NAME, recordedAt: this.clock.now() };
    const [fault] = faultsAround([{ ...plan, number: 1 }], this.clock.today(), []);
    if (fault)
      throw new Problem('invalid', 'windows-do-not-touch', `地区资料中的统计期间没有首尾相接：${faultWords(fault)}。请改正 cycles.json。`);
    await this.store.add(pack.cityCode, plan);
  }
}
