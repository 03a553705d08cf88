import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../clock/clock-watch.js';
import { Clock } from '../clock/clock.js';
import { log } from '../logging/log.js';
import { describeFailure, stackOf } from './failure.js';
import { JobDispatcher } from './job-dispatcher.js';
import { JobLedger } from './job-ledger.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner, type JobCounts } from './job-runner.js';
import type { JobPlanner } from './job.js';
import { isPlanningDue, relayHorizon } from './policy.js';

const RECONCILE_MS = 60_000;
const LOOK_AT_CLOCK_MS = 1000;
/** Relayed per round, the longest due first; what the queue already has costs it nothing. */
const RELAY_LIMIT = 1000;

/** Compares record and queue: whatever is due and was forgotten (Redis flushed, worker killed, server down) is queued again. */
@Injectable()
export class Reconciler {
  private readonly timers: NodeJS.Timeout[] = [];
  private round: Promise<void> | undefined;
  private lastPlannedAt: Date | undefined;

  constructor(
    private readonly registry: JobRegistry,
    private readonly ledger: JobLedger,
    private readonly dispatcher: JobDispatcher,
    private readonly runner: JobRunner,
    private readonly clock: Clock,
  ) {}

  /** Begins at once, in the background. */
  start(): void {
    const watch = new ClockWatch(this.clock);
    this.timers.push(setInterval(() => void this.reconcile(), RECONCILE_MS));
    this.timers.push(setInterval(() => this.lookAtClock(watch), LOOK_AT_CLOCK_MS));
    void this.reconcileAnew();
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.round;
  }

  /** Plans when an hour has passed, then relays. Never throws; a call during a round joins it. */
  reconcile(): Promise<void> {
    this.round ??= this.planAndRelay().finally(() => (this.round = undefined));
    return this.round;
  }

  /** Plans, then runs in this process whatever is due until nothing is; for the command line. */
  async runDueNow(): Promise<JobCounts> {
    await this.plan();
    return this.runner.drain();
  }

  /** Runs in this process whatever is due of these names until nothing is; for a command that waits for its jobs. */
  runDue(names: readonly string[]): Promise<JobCounts> {
    return this.runner.drain(names);
  }

  private lookAtClock(watch: ClockWatch): void {
    const seconds = watch.jump();
    if (seconds === 0) return;
    log.warn({ seconds }, 'the clock has jumped; looking for jobs anew');
    void this.reconcileAnew();
  }

  /** After a round that still went by the clock before. */
  private async reconcileAnew(): Promise<void> {
    await this.round;
    await this.reconcile();
  }

  /** Also in every round, not only after a jump that was seen: a clock may be set forwards and back between two looks at it. */
  private async settleOnClock(): Promise<void> {
    try {
      for (const definition of this.registry.definitions) await this.ledger.forgetLaterClock(definition);
    } catch (error) {
      log.warn({ error: describeFailure(error).code }, 'settling jobs on the clock failed');
    }
  }

  private async planAndRelay(): Promise<void> {
    await this.settleOnClock();
    if (isPlanningDue(this.lastPlannedAt, this.clock.now())) await this.plan();
    try {
      const until = relayHorizon(this.clock.now());
      this.dispatcher.wake(await this.ledger.due({ until, names: this.registry.names, limit: RELAY_LIMIT }));
    } catch (error) {
      log.warn({ error: describeFailure(error).code }, 'reconciling jobs failed');
    }
  }

  /** A planner that fails does not keep the others from planning; all are asked again in the next round. */
  private async plan(): Promise<void> {
    const begun = this.clock.now();
    const outcomes: boolean[] = [];
    for (const planner of this.registry.planners) outcomes.push(await this.succeeds(planner));
    if (outcomes.every(Boolean)) this.lastPlannedAt = begun;
  }

  private async succeeds(planner: JobPlanner): Promise<boolean> {
    try {
      await planner.plan();
      return true;
    } catch (error) {
      log.error({ planner: planner.constructor.name, code: describeFailure(error).code, stack: stackOf(error) }, 'planning jobs failed');
      return false;
    }
  }
}
