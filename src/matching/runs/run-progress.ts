import { Injectable } from '@nestjs/common';
import { Scope } from '../../access/index.js';
import { RegionSource } from '../../geography/index.js';
import { ChangeLog } from '../../platform/changes/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/jobs/index.js';
import { CandidateStore } from './candidate.store.js';
import { partsOf, phaseAfter, type MatchingRun, type RunCounts, type RunPhase } from './matching-run.js';
import { MatchingRunStore, RUNS_LOCK } from './matching-run.store.js';
import { MATCHING_STEP, stepKeyStart } from './matching-step.js';
import { RunFolders } from './run-folders.js';

/** From one phase of a run to the next, and to its end. */
@Injectable()
export class RunProgress {
  constructor(
    private readonly runs: MatchingRunStore,
    private readonly candidates: CandidateStore,
    private readonly regions: RegionSource,
    private readonly folders: RunFolders,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins a phase: its parts and a job for each. Needs a unit of work. */
  async begin(run: MatchingRun, phase: RunPhase): Promise<void> {
    const parts = partsOf(phase, run);
    await this.runs.begin(run.id, phase, parts);
    for (const { part } of parts) {
      const key = `${stepKeyStart(run.id)}${phase}-${part}`;
      await this.queue.enqueue(MATCHING_STEP, { key, owner: run.regionCode, payload: { runId: run.id, phase, part } });
    }
  }

  /** Notes that a part is done; the last of a phase begins the next, the last of all ends the run. Needs a unit of work. @param enterprises of the counties of the run; needed for its last phase */
  complete(run: MatchingRun, part: number, enterprises: number | undefined): Promise<void> {
    return this.database.unitOfWork(async () => {
      if (!(await this.runs.complete(run.id, run.phase, part, this.clock.now()))) return;
      const { done, total } = await this.runs.progress(run.id, run.phase);
      if (done < total) return;
      const next = phaseAfter(run.phase);
      if (next !== undefined) await this.begin(run, next);
      else await this.end(run, enterprises ?? 0);
    }, RUNS_LOCK);
  }

  /** Ends a run without result; one that is over stays as it is. */
  async giveUp(runId: number, state: 'cancelled' | 'failed', failure: string | null): Promise<void> {
    await this.database.unitOfWork(() => this.runs.end(runId, { state, at: this.clock.now(), counts: null, failure }), RUNS_LOCK);
  }

  private async end(run: MatchingRun, enterprises: number): Promise<void> {
    const found = await this.candidates.count(await this.scopeOf(run));
    const { auto, review, confirmed } = found;
    const counts: RunCounts = { auto, review, confirmed, none: Math.max(0, enterprises - found.enterprises) };
    // The next run goes on from this one: what it has seen is no change any more.
    if (run.wholeCity) await new ChangeLog(this.database).forget((await this.folders.seenBy(run)).notes);
    await this.runs.end(run.id, { state: 'done', at: this.clock.now(), counts, failure: null });
  }

  private async scopeOf({ regionCode }: MatchingRun): Promise<Scope> {
    return Scope.below(regionCode, await this.regions.tree());
  }
}
