import { Injectable } from '@nestjs/common';
import { In, LessThan, Like } from 'typeorm';
import { notFound, Problem, staleVersion } from '../../kernel/index.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/index.js';
import { Job } from './job.entity.js';
import { JobLedger } from './job-ledger.js';
import { JobRegistry } from './job-registry.js';
import { OPEN_STATES, RETRIABLE_STATES, type JobState } from './policy.js';

/** Codes of organisations: of the jobs of others nothing is told. */
export type Owners = readonly string[];

export interface JobFilter {
  readonly owners: Owners;
  readonly state?: JobState | undefined;
  readonly name?: string | undefined;
  /** Keyset paging: the last id of the page before. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Jobs as an administrator sees them. */
@Injectable()
export class JobStore {
  constructor(
    private readonly database: Database,
    private readonly ledger: JobLedger,
    private readonly registry: JobRegistry,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list({ owners, state, name, beforeId, limit }: JobFilter): Promise<readonly Job[]> {
    return this.database.reader.find(Job, {
      where: {
        owner: In([...owners]),
        ...(state !== undefined && { state }),
        ...(name !== undefined && { name }),
        ...(beforeId !== undefined && { id: LessThan(beforeId) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Throws Problem `not-found`, also for others' jobs. */
  async get(id: number, owners: Owners): Promise<Job> {
    const job = await this.database.reader.findOneBy(Job, { id, owner: In([...owners]) });
    if (!job) throw notFound('后台任务');
    return job;
  }

  /** The newest job of the name whose key begins so; undefined where there is none. `keyStart` is taken literally: without % and _. */
  async newest(name: string, keyStart: string): Promise<Job | undefined> {
    const found = await this.database.reader.findOne(Job, { where: { name, key: Like(`${keyStart}%`) }, order: { id: 'DESC' } });
    return found ?? undefined;
  }

  /** Whether the newest job of the name and key (see `newest`) still has something ahead of it. */
  async isOpen(name: string, keyStart: string): Promise<boolean> {
    const newest = await this.newest(name, keyStart);
    return newest !== undefined && OPEN_STATES.some((state) => state === newest.state);
  }

  /**
   * Sends a job that failed, died or was cancelled round again, with all its attempts: at once, or when it was wanted in the first place.
   * `epoch`: what was seen; a worker that took the job since makes it stale.
   */
  retry(id: number, epoch: number, owners: Owners): Promise<Job> {
    return this.database.unitOfWork(async () => {
      const { name, runAt } = await this.seen(id, epoch, owners);
      if (!this.registry.handler(name)) {
        throw new Problem('conflict', 'job-unknown', `本版本不再支持任务“${name}”，不能重试。`, { name });
      }
      const now = this.clock.now();
      const dueAt = runAt > now ? runAt : now;
      const fresh = { state: 'queued', dueAt, attempts: 0, progress: 0, note: null, finishedAt: null } as const;
      const { affected } = await this.database.writer.update(Job, { id, epoch, state: In([...RETRIABLE_STATES]) }, fresh);
      if (affected !== 1)
        throw new Problem('conflict', 'job-not-retriable', '只有失败、已放弃或已取消的任务可以重试，请刷新列表查看最新状态。');
      this.ledger.wakeAfterCommit([{ id, dueAt }]);
      return this.get(id, owners);
    });
  }

  /**
   * Cancels a job that is not over, as it was seen (`epoch`). One that runs loses its lease: its later writes are refused, its handler is told at
   * the next heartbeat.
   */
  cancel(id: number, epoch: number, owners: Owners): Promise<Job> {
    return this.database.unitOfWork(async () => {
      await this.seen(id, epoch, owners);
      const over = { state: 'cancelled', finishedAt: this.clock.now(), leaseUntil: null } as const;
      const { affected } = await this.database.writer.update(Job, { id, epoch, state: In([...OPEN_STATES]) }, over);
      if (affected !== 1) throw new Problem('conflict', 'job-not-cancellable', '任务已经结束，不能取消，请刷新列表查看最新状态。');
      return this.get(id, owners);
    });
  }

  private async seen(id: number, epoch: number, owners: Owners): Promise<Job> {
    const job = await this.get(id, owners);
    if (job.epoch === epoch) return job;
    throw staleVersion('该任务', { version: job.epoch, state: job.state });
  }
}
