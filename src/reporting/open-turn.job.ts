import { Injectable } from '@nestjs/common';
import { Scope, SYSTEM_NAME } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { asLocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { planInForce } from './domain/index.js';
import { ReportingStore } from './reporting.store.js';

interface Payload {
  readonly cycleCode: string;
  readonly dueOn: string;
  readonly planNumber: number;
  /** Absent in what was queued while an installation had one city; the planner has queued that anew. */
  readonly cityCode?: string;
}

export const OPEN_TURN: JobDefinition<Payload> = {
  name: 'reporting.open-turn',
  maxAttempts: 10,
  leaseSeconds: 120,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 1800 },
};

/** Some days before a due day: all the city's reports of the turn go from 未开始 to 填报中. One job for all: they begin together or not at all. */
@Injectable()
export class OpenTurnJob extends JobHandler<Payload> {
  readonly definition = OPEN_TURN;

  constructor(
    private readonly store: ReportingStore,
    private readonly plans: CyclePlanStore,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ cycleCode, dueOn, planNumber, cityCode }: Payload, context: JobContext): Promise<void> {
    if (cityCode === undefined) return;
    const scope = Scope.below(cityCode, await this.regions.tree());
    const day = asLocalDate(dueOn);
    await context.fenced(async () => {
      // A later plan has jobs of its own.
      if (planInForce(await this.plans.of(cityCode), day)?.number !== planNumber) return;
      const reason = context.late ? '按期自动打开（补跑）' : '按期自动打开';
      await this.store.openTurn(scope, { cycleCode, dueOn: day }, { type: 'open', madeBy: SYSTEM_NAME, madeAt: this.clock.now(), reason });
    });
  }
}
