import { Injectable } from '@nestjs/common';
import { SYSTEM_NAME } from '../access/index.js';
import { PackPart, type RegionPack } from '../geography/index.js';
import { asLocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { REPORT_FORMS } from './domain/index.js';

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
    await this.store.add({
      effectiveFrom: SINCE_EVER,
      cycles,
      reason: '地区资料',
      recordedBy: SYSTEM_NAME,
      recordedAt: this.clock.now(),
    });
  }
}
