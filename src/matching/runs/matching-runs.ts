import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { concatMap, distinctUntilChanged, Observable, Subject, takeUntil, takeWhile, timer } from 'rxjs';
import { AuditTrail, demand, type Principal } from '../../access/index.js';
import { notFound, Problem } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import { JobStore, type JobState } from '../../platform/jobs/index.js';
import { RUN_PHASES, type MatchingRun } from './matching-run.js';
import { MatchingRunStore, RUNS_LOCK } from './matching-run.store.js';
import { MATCHING_STEP, stepKeyStart } from './matching-step.js';
import { RunDrafts } from './run-drafts.js';
import { RunFolders } from './run-folders.js';
import { RunProgress } from './run-progress.js';

/** How far a run has come. */
export interface RunReport {
  readonly run: MatchingRun;
  /** Parts of the phase that are done, and how many it has. */
  readonly done: number;
  readonly total: number;
  /** 0-100 of the whole run. */
  readonly percent: number;
}

const EVENTS_EVERY_MS = 500;
const GIVEN_UP = ['failed', 'dead', 'cancelled'] as const satisfies readonly JobState[];
const GIVEN_UP_SHOWN = 20;
/** Of a hundred, how much of a run's time lies before each phase, as measured on a million records. */
const PERCENT_BEFORE = { prepare: 0, count: 30, plan: 32, join: 33, decide: 42, settle: 72, write: 74 } as const;

/** Starts runs of matching, follows and cancels them. One at a time in a city; cities do not wait for each other. */
@Injectable()
export class MatchingRuns implements OnModuleDestroy {
  private readonly stopping = new Subject<void>();

  constructor(
    private readonly runs: MatchingRunStore,
    private readonly progress: RunProgress,
    private readonly folders: RunFolders,
    private readonly drafts: RunDrafts,
    private readonly jobs: JobStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  onModuleDestroy(): void {
    this.stopping.next();
  }

  /** Starts a run for the principal's counties. Refused with `matching-under-way` while another one goes on. */
  async start(principal: Principal): Promise<RunReport> {
    demand(principal, 'match.decide');
    const run = await this.database.unitOfWork(async () => {
      const other = await this.underWay(principal.scope.city);
      if (other) throw underWay(other, principal);
      const { run: draft, seen } = await this.drafts.make(principal);
      const made = await this.runs.add(draft);
      await this.folders.keepSeen(made, seen);
      await this.progress.begin(made, 'prepare');
      this.audit.record(principal, {
        action: 'matching.started',
        subject: { kind: 'matching-run', id: made.id },
        after: { ruleset: made.ruleset },
      });
      return made;
    }, RUNS_LOCK);
    // Another city's run that is about to begin has a folder already: none begins meanwhile.
    await this.database.unitOfWork(async () => this.folders.removeAllBut(await this.drafts.inUse()), RUNS_LOCK);
    return this.report(principal, run.id);
  }

  async report(principal: Principal, id: number): Promise<RunReport> {
    demand(principal, 'data.read');
    const run = await this.find(principal, id);
    const { done, total } = await this.runs.progress(id, run.phase);
    if (run.state !== 'running') return { run, done, total, percent: run.state === 'done' ? 100 : PERCENT_BEFORE[run.phase] };
    const next = RUN_PHASES[RUN_PHASES.indexOf(run.phase) + 1];
    const before = PERCENT_BEFORE[run.phase];
    const span = (next === undefined ? 100 : PERCENT_BEFORE[next]) - before;
    return { run, done, total, percent: Math.min(99, Math.floor(before + (total === 0 ? 0 : (span * done) / total))) };
  }

  /** Gives a run up: what it has written of links by then stays. One that is over stays as it is. */
  async cancel(principal: Principal, id: number): Promise<RunReport> {
    demand(principal, 'match.decide');
    const { state } = await this.find(principal, id);
    await this.database.unitOfWork(async () => {
      await this.progress.giveUp(id, 'cancelled', null);
      const after = (await this.runs.find(id))?.state;
      this.audit.record(principal, {
        action: 'matching.cancelled',
        subject: { kind: 'matching-run', id },
        before: { state },
        after: { state: after },
      });
    });
    return this.report(principal, id);
  }

  /** The report now and whenever it is another, until the run is over. */
  async events(principal: Principal, id: number): Promise<Observable<RunReport>> {
    await this.report(principal, id);
    return timer(0, EVENTS_EVERY_MS).pipe(
      concatMap(() => this.report(principal, id)),
      distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
      takeWhile(({ run }) => run.state === 'running', true),
      takeUntil(this.stopping),
    );
  }

  /** The run that goes on, unless nobody works on it any more. */
  private async underWay(cityCode: string): Promise<MatchingRun | undefined> {
    const run = await this.drafts.underWay(cityCode);
    return run && (await this.settled(run)).state === 'running' ? run : undefined;
  }

  private async find(principal: Principal, id: number): Promise<MatchingRun> {
    const run = await this.runs.find(id);
    // A county's clerk sees the runs of the own county only.
    if (!run || !principal.scope.holds(run.regionCode)) throw notFound('该次匹配');
    return this.settled(run);
  }

  /** A run one of whose jobs was given up has failed. */
  private async settled(run: MatchingRun): Promise<MatchingRun> {
    if (run.state !== 'running') return run;
    for (const state of GIVEN_UP) {
      const jobs = await this.jobs.list({ owners: [run.regionCode], name: MATCHING_STEP.name, state, limit: GIVEN_UP_SHOWN });
      const job = jobs.find(({ key }) => key.startsWith(stepKeyStart(run.id)));
      if (!job) continue;
      const failure = job.errorMessage ?? '后台任务已取消，匹配没有完成，请重新匹配。';
      await this.progress.giveUp(run.id, 'failed', failure);
      return (await this.runs.find(run.id)) ?? run;
    }
    return run;
  }
}

/** Of another county's run nothing is told but that it goes on. */
function underWay({ id, requestedBy, phase, regionCode }: MatchingRun, { scope }: Principal): Problem {
  const [kind, code] = ['conflict', 'matching-under-way'] as const;
  if (!scope.holds(regionCode)) return new Problem(kind, code, '本市正在匹配，请等它完成后再重新匹配。');
  const message = `正在匹配（第 ${id} 次，由${requestedBy}发起），请等它完成，或先取消再重新匹配。`;
  return new Problem(kind, code, message, { runId: id, phase });
}
