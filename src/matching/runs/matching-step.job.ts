import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { JobHandler, type JobContext } from '../../platform/jobs/index.js';
import { LINKS_LOCK } from '../link.store.js';
import { phaseAfter, type MatchingRun } from './matching-run.js';
import { MatchingRunStore } from './matching-run.store.js';
import { MATCHING_STEP, type StepPayload } from './matching-step.js';
import { RunPhases } from './run-phases.js';
import { RunProgress } from './run-progress.js';

/** Looked whether the run goes on, and told how far it is, every so often. */
const LOOK_EVERY_MS = 500;

class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** Does one part of a phase; the job that ends a phase begins the next. Killed half way, the part is done anew: what it had done stands already. */
@Injectable()
export class MatchingStepJob extends JobHandler<StepPayload> {
  readonly definition = MATCHING_STEP;

  constructor(
    private readonly runs: MatchingRunStore,
    private readonly phases: RunPhases,
    private readonly progress: RunProgress,
    private readonly database: Database,
  ) {
    super();
  }

  async run({ runId, phase, part }: StepPayload, context: JobContext): Promise<void> {
    const run = await this.runs.find(runId);
    const extent = await this.runs.part(runId, phase, part);
    // Of a run that is over, or a part whose worker was killed just after it was done.
    if (!run || !extent || run.state !== 'running' || run.phase !== phase) return;
    const writing = (work: () => Promise<void>): Promise<void> => context.fenced(() => this.database.unitOfWork(work, LINKS_LOCK));
    try {
      await this.phases.run(run, extent, this.step(run, context), writing);
    } catch (error) {
      this.phases.forget(runId);
      if (error instanceof RunEnded) return;
      throw error;
    }
    const counts = phaseAfter(phase) === undefined ? await this.phases.enterprisesOf(run) : undefined;
    await context.fenced(() => this.progress.complete(run, part, counts));
  }

  private step(run: MatchingRun, context: JobContext): () => Promise<void> {
    let looked = performance.now();
    return async () => {
      context.signal.throwIfAborted();
      if (performance.now() - looked < LOOK_EVERY_MS) return;
      looked = performance.now();
      if ((await this.runs.find(run.id))?.state !== 'running') throw new RunEnded();
    };
  }
}
