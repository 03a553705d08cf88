import { Injectable } from '@nestjs/common';
import { Equal, In, IsNull, LessThanOrEqual, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { chunks, Database, inLists } from '../database/index.js';
import type { Failure } from './failure.js';
import { JobDispatcher, type DueJob } from './job-dispatcher.js';
import { Job } from './job.entity.js';
import type { JobDefinition, JobRequest } from './job.js';
import { dueWithoutLaterClock, isLate, OPEN_STATES, plusSeconds, type JobState } from './policy.js';

/** A job in the hands of this worker: the row as claimed, with the epoch that fences it. */
export interface Claim {
  readonly job: Job;
  readonly epoch: number;
  readonly leaseSeconds: number;
}

/** Which jobs are looked for: queued ones due by `until`, running ones whose lease is over by then unless it is prolonged. */
interface DueQuery {
  readonly until: Date;
  readonly names: readonly string[];
  readonly limit: number;
}

const ROWS_PER_STATEMENT = 100;

type Changes = Partial<Omit<Job, 'id' | 'name' | 'key' | 'owner' | 'payload' | 'runAt' | 'createdAt'>>;

/** All statements on the table `job` that workers make. Each change is one conditional UPDATE, which either has its row or does nothing. */
@Injectable()
export class JobLedger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /** Writes those of the jobs in the caller's unit of work of whose name and key there are none. */
  async insert<P extends object>(definition: JobDefinition<P>, requests: readonly JobRequest<P>[]): Promise<void> {
    const { name } = definition;
    const known = await this.byKeys(name, requests);
    const keys = new Set(known.map(({ key }) => key));
    const fresh = requests.filter(({ key }) => !keys.has(key));
    for (const piece of chunks(fresh, ROWS_PER_STATEMENT)) {
      const rows = piece.map((request) => this.freshRow(definition, request));
      // Two processes may plan the same job at once: the unique index decides, without an error that would end the transaction.
      await this.database.writer.createQueryBuilder().insert().into(Job).values(rows).orIgnore().updateEntity(false).execute();
    }
    const waiting = [...known, ...(await this.byKeys(name, fresh))].filter(({ state }) => state === 'queued');
    this.wakeAfterCommit(waiting);
  }

  find(id: number): Promise<Job | null> {
    return this.database.reader.findOneBy(Job, { id });
  }

  /** The longest due first. */
  async due({ until, names, limit }: DueQuery): Promise<readonly DueJob[]> {
    const name = In([...names]);
    const jobs = await this.database.reader.find(Job, {
      select: { id: true, dueAt: true, leaseUntil: true, state: true },
      where: [
        { state: 'queued', dueAt: LessThanOrEqual(until), name },
        { state: 'running', leaseUntil: LessThanOrEqual(until), name },
      ],
      order: { dueAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    return jobs.map(({ id, dueAt, leaseUntil }) => ({ id, dueAt: leaseUntil ?? dueAt }));
  }

  /** Names among the jobs that are still to run. */
  async openNames(): Promise<readonly string[]> {
    const query = this.database.reader.createQueryBuilder(Job, 'job').select('job.name', 'name').distinct();
    const rows = await query.where({ state: In([...OPEN_STATES]) }).getRawMany<{ name: string }>();
    return rows.map((row) => row.name);
  }

  /** Takes a job that was seen as claimable; undefined when another worker was faster. */
  async take(seen: Job, worker: string, leaseSeconds: number): Promise<Claim | undefined> {
    const now = this.clock.now();
    const changes = {
      state: 'running',
      epoch: seen.epoch + 1,
      attempts: seen.attempts + 1,
      leaseUntil: plusSeconds(now, leaseSeconds),
      worker,
      late: seen.startedAt === null ? isLate(seen.runAt, now) : seen.late,
      startedAt: seen.startedAt ?? now,
    } as const;
    if (!(await this.change(asSeen(seen), changes))) return undefined;
    return { job: Object.assign(new Job(), seen, changes), epoch: changes.epoch, leaseSeconds };
  }

  /** Gives up a job whose last attempt never came back. */
  bury(seen: Job, failure: Failure): Promise<boolean> {
    return this.change(asSeen(seen), { ...this.ended('dead'), ...errorOf(failure) });
  }

  /** Prolongs the lease; false when it is lost. Inside a unit of work this also locks the row against a take-over until the commit. */
  renew(claim: Claim): Promise<boolean> {
    return this.change(owned(claim), { leaseUntil: this.leaseEnd(claim) });
  }

  report(claim: Claim, progress: number, note: string | null): Promise<boolean> {
    return this.change(owned(claim), { progress, note, leaseUntil: this.leaseEnd(claim) });
  }

  complete(claim: Claim): Promise<boolean> {
    return this.change(owned(claim), { ...this.ended('done'), progress: 100, errorCode: null, errorMessage: null });
  }

  giveUp(claim: Claim, state: 'failed' | 'dead', failure: Failure): Promise<boolean> {
    return this.change(owned(claim), { ...this.ended(state), ...errorOf(failure) });
  }

  retryLater(claim: Claim, dueAt: Date, failure: Failure): Promise<boolean> {
    return this.requeue(claim, { dueAt, ...errorOf(failure) });
  }

  /** Gives an unfinished job back without counting the attempt. */
  release(claim: Claim): Promise<boolean> {
    return this.requeue(claim, { dueAt: this.clock.now(), attempts: claim.job.attempts - 1 });
  }

  /**
   * A clock that was ahead and was set right has left leases that outlast any worker, and jobs that wait for days: a lease begins anew, so that
   * its worker keeps it if it lives, and what waits longer than its back-off is due when it was wanted.
   */
  async forgetLaterClock({ name, leaseSeconds, backoff }: JobDefinition<object>): Promise<void> {
    const now = this.clock.now();
    const leased = { name, state: 'running', leaseUntil: MoreThan(plusSeconds(now, 2 * leaseSeconds)) } as const;
    const waiting = { name, state: 'queued', dueAt: MoreThan(plusSeconds(now, backoff.maxSeconds)) } as const;
    const found = await this.database.reader.find(Job, {
      where: [leased, { ...waiting, startedAt: Not(IsNull()) }, { ...waiting, createdAt: MoreThan(now) }],
    });
    for (const seen of found) {
      const dueAt = dueWithoutLaterClock(seen, now, backoff);
      if (seen.state === 'running') await this.change(asSeen(seen), { leaseUntil: plusSeconds(now, leaseSeconds) });
      else if (dueAt) await this.change(asSeen(seen), { dueAt });
    }
  }

  wakeAfterCommit(jobs: readonly DueJob[]): void {
    if (jobs.length > 0) this.database.afterCommit(() => this.dispatcher.wake(jobs));
  }

  private byKeys(name: string, requests: readonly { readonly key: string }[]): Promise<Pick<Job, 'id' | 'key' | 'dueAt' | 'state'>[]> {
    return inLists(
      requests.map(({ key }) => key),
      (keys) =>
        this.database.writer.find(Job, { select: { id: true, key: true, dueAt: true, state: true }, where: { name, key: In(keys) } }),
    );
  }

  private freshRow<P extends object>(
    { name, maxAttempts }: JobDefinition<P>,
    { key, owner, payload, runAt }: JobRequest<P>,
  ): Omit<Job, 'id'> {
    const now = this.clock.now();
    const wanted = { name, key, owner, payload: JSON.stringify(payload), runAt: runAt ?? now, dueAt: runAt ?? now, maxAttempts };
    const begun = { state: 'queued', attempts: 0, epoch: 0, progress: 0, late: false, createdAt: now } as const;
    const none = { leaseUntil: null, worker: null, note: null, errorCode: null, errorMessage: null, startedAt: null, finishedAt: null };
    return { ...wanted, ...begun, ...none };
  }

  private requeue(claim: Claim, changes: Changes & { readonly dueAt: Date }): Promise<boolean> {
    return this.database.unitOfWork(async () => {
      const changed = await this.change(owned(claim), { state: 'queued', leaseUntil: null, ...changes });
      if (changed) this.wakeAfterCommit([{ id: claim.job.id, dueAt: changes.dueAt }]);
      return changed;
    });
  }

  private change(where: FindOptionsWhere<Job>, changes: Changes): Promise<boolean> {
    return this.database.unitOfWork(async () => (await this.database.writer.update(Job, where, changes)).affected === 1);
  }

  private ended(state: JobState): Changes {
    return { state, finishedAt: this.clock.now(), leaseUntil: null };
  }

  private leaseEnd(claim: Claim): Date {
    return plusSeconds(this.clock.now(), claim.leaseSeconds);
  }
}

const owned = (claim: Claim): FindOptionsWhere<Job> => ({ id: claim.job.id, state: 'running', epoch: claim.epoch });

/** The row exactly as read: a heartbeat, a retry or another claim in between makes the condition fail. */
const asSeen = ({ id, state, epoch, dueAt, leaseUntil }: Job): FindOptionsWhere<Job> => ({
  id,
  state,
  epoch,
  dueAt: Equal(dueAt),
  leaseUntil: leaseUntil === null ? IsNull() : Equal(leaseUntil),
});

const errorOf = ({ code, message }: Failure): Changes => ({ errorCode: code, errorMessage: message });
