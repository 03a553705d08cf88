import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound, Problem } from '../kernel/index.js';
import { JobStore, type Job } from '../platform/jobs/index.js';
import { concatMap, distinctUntilChanged, Observable, Subject, takeUntil, takeWhile, timer } from 'rxjs';
import { APPLY_BATCH } from './apply.job.js';
import { CHECK_BATCH, jobKeyStart } from './check.job.js';
import { isUnderWay, type BatchState, type ImportBatch } from './domain/index.js';
import { IntakeStore } from './intake.store.js';

/** How far a batch has come. */
export interface BatchProgress {
  readonly id: number;
  readonly state: BatchState;
  readonly version: number;
  /** 0-100 of the step that is under way; 100 where none is. */
  readonly percent: number;
  /** What is being done, in a few words; empty where nothing is. */
  readonly note: string;
  readonly rowsRead: number;
  /** The step is under way by its state, but nothing works on it any more: it has to be asked for again. */
  readonly stalled: boolean;
}

const POLL_MS = 50;
const LONGEST_POLL_MS = 400;
const EVENTS_EVERY_MS = 500;

/** Follows a batch while jobs work on it. */
@Injectable()
export class WatchBatch implements OnModuleDestroy {
  private readonly stopping = new Subject<void>();
  private lastLook: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: IntakeStore,
    private readonly jobs: JobStore,
  ) {}

  onModuleDestroy(): void {
    this.stopping.next();
  }

  /** Waits until no step is under way, for at most `milliseconds`; then the batch is returned as it stands. */
  async settled(principal: Principal, id: number, milliseconds: number): Promise<ImportBatch> {
    const until = performance.now() + milliseconds;
    for (let pause = POLL_MS; ; pause = Math.min(LONGEST_POLL_MS, pause * 1.5)) {
      const batch = await this.inTurn(() => this.look(principal, id));
      if (!isUnderWay(batch.state) || performance.now() >= until) return batch;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async progress(principal: Principal, id: number): Promise<BatchProgress> {
    demand(principal, 'data.read');
    const { state, version, rows } = await this.find(principal, id);
    const place = { id, state, version, rowsRead: rows };
    if (!isUnderWay(state)) return { ...place, percent: 100, note: '', stalled: false };
    const { name } = state === 'applying' ? APPLY_BATCH : CHECK_BATCH;
    const job = await this.jobs.newest(name, jobKeyStart(id));
    return { ...place, ...said(job) };
  }

  /** The progress now and whenever it is another, until no step is under way. Refused like any other request where the batch is not to be seen. */
  async events(principal: Principal, id: number): Promise<Observable<BatchProgress>> {
    await this.progress(principal, id);
    return timer(0, EVENTS_EVERY_MS).pipe(
      concatMap(() => this.progress(principal, id)),
      distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
      takeWhile(({ state }) => isUnderWay(state), true),
      takeUntil(this.stopping),
    );
  }

  /**
   * One look after the other, with a turn of everything else in the process between two: of forty who wait, whose timers come due together, each
   * look would follow the last without a pause, for SQLite answers without leaving the thread.
   */
  private inTurn<T>(look: () => Promise<T>): Promise<T> {
    const found = this.lastLook.then(look);
    const ended = (): Promise<void> => nextTurn();
    this.lastLook = found.then(ended, ended);
    return found;
  }

  private async look(principal: Principal, id: number): Promise<ImportBatch> {
    const batch = await this.find(principal, id);
    if (isUnderWay(batch.state)) await this.refuseFullDisk(batch);
    return batch;
  }

  /** The job goes on by itself once there is room; whoever waits for it is told now. */
  private async refuseFullDisk({ id, state }: ImportBatch): Promise<void> {
    const job = await this.jobs.newest((state === 'applying' ? APPLY_BATCH : CHECK_BATCH).name, jobKeyStart(id));
    if (job?.state === 'queued' && job.errorCode === 'disk-full') throw new Problem('disk-full', 'disk-full', job.errorMessage ?? '');
  }

  private async find(principal: Principal, id: number): Promise<ImportBatch> {
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    return batch;
  }
}

function said(job: Job | undefined): Pick<BatchProgress, 'percent' | 'note' | 'stalled'> {
  if (job?.state === 'queued') return { percent: job.progress, note: job.errorMessage ?? '排队等待处理', stalled: false };
  if (job?.state === 'running') return { percent: job.progress, note: job.note ?? '', stalled: false };
  return { percent: job?.progress ?? 0, note: job?.errorMessage ?? '处理已中断，请重新上传同一文件继续', stalled: true };
}
