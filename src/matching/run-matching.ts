import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Reconciler } from '../platform/jobs/index.js';
import type { RunCounts } from './runs/matching-run.js';
import { MATCHING_STEP } from './runs/matching-step.js';
import { MatchingRuns, type RunReport } from './runs/matching-runs.js';

export interface MatchingSummary extends RunCounts {
  readonly ruleset: string;
}

/** How long it is waited before looking again what other processes have done. */
const LOOK_EVERY_MS = 100;

/** Matches to the end, as the command line and the demo do: this process takes part, beside any others. */
@Injectable()
export class RunMatching {
  constructor(
    private readonly runs: MatchingRuns,
    private readonly reconciler: Reconciler,
  ) {}

  /** Waits for another's run first. Throws the Problem for which a run ends without result. */
  async run(principal: Principal): Promise<MatchingSummary> {
    const started = await this.start(principal);
    const { run } = await this.ended(principal, started.run.id);
    if (run.counts) return { ...run.counts, ruleset: run.ruleset };
    throw new Problem('conflict', 'matching-ended', run.failure ?? '匹配已被取消，没有完成。请重新匹配。');
  }

  private async start(principal: Principal): Promise<RunReport> {
    for (;;) {
      try {
        return await this.runs.start(principal);
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'matching-under-way')) throw error;
        await this.takePart();
      }
    }
  }

  private async ended(principal: Principal, runId: number): Promise<RunReport> {
    for (;;) {
      const report = await this.runs.report(principal, runId);
      if (report.run.state !== 'running') return report;
      await this.takePart();
    }
  }

  private async takePart(): Promise<void> {
    const counts = await this.reconciler.runDue([MATCHING_STEP.name]);
    if (counts.done === 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
