/** The life of a job. `failed`: its handler refused it for good; `dead`: its attempts are used up. Both wait for a person. */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'dead', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a person is told of a state. */
export const JOB_STATE_NAMES: Readonly<Record<JobState, string>> = {
  queued: '等待执行',
  running: '执行中',
  done: '已完成',
  failed: '失败',
  dead: '多次失败，已停止',
  cancelled: '已取消',
};

/** States in which a job still has something ahead of it. */
export const OPEN_STATES = ['queued', 'running'] as const satisfies readonly JobState[];
/** States from which a person may send a job round again. */
export const RETRIABLE_STATES = ['failed', 'dead', 'cancelled'] as const satisfies readonly JobState[];

/** A first run that begins more than this after the wanted instant is late (补跑). */
const LATE_AFTER_MS = 10 * 60_000;
/** How far ahead future jobs are handed to a queue that can hold them; what lies beyond waits in the database. */
const RELAY_AHEAD_MS = 60 * 60_000;
const PLAN_EVERY_MS = 60 * 60_000;

/** Waiting time before the n-th retry: `firstSeconds * factor^(n-1)`, at most `maxSeconds`. */
export interface Backoff {
  readonly firstSeconds: number;
  readonly factor: number;
  readonly maxSeconds: number;
}

export const plusSeconds = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);

/** When to try again after the attempt numbered `attempts` (from 1) failed at `failedAt`. */
export function retryAt(failedAt: Date, attempts: number, backoff: Backoff): Date {
  const wanted = backoff.firstSeconds * backoff.factor ** Math.max(0, attempts - 1);
  return plusSeconds(failedAt, Math.min(wanted, backoff.maxSeconds));
}

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);

interface WaitFacts {
  readonly runAt: Date;
  readonly dueAt: Date;
  readonly createdAt: Date;
}

/** When a job that waits may begin, where it waits longer than by a clock that shows `now` it ever would; undefined where it does not. */
export function dueWithoutLaterClock(job: WaitFacts, now: Date, { maxSeconds }: Backoff): Date | undefined {
  // Wanted at once is wanted now, whatever the clock showed then.
  const wanted = job.runAt <= job.createdAt ? now : laterOf(job.runAt, now);
  return job.dueAt > plusSeconds(wanted, maxSeconds) ? wanted : undefined;
}

export const isLate = (runAt: Date, firstRunAt: Date): boolean => firstRunAt.getTime() - runAt.getTime() > LATE_AFTER_MS;

interface ClaimFacts {
  readonly state: JobState;
  readonly dueAt: Date;
  readonly leaseUntil: Date | null;
  readonly attempts: number;
  readonly maxAttempts: number;
}

/** `bury`: the last allowed attempt ended with its worker, so that a job which kills its worker does not kill one after another. */
export type ClaimDecision = 'take' | 'bury' | 'leave';

export function decideClaim(job: ClaimFacts, now: Date): ClaimDecision {
  if (job.state === 'queued') return job.dueAt <= now ? 'take' : 'leave';
  if (job.state !== 'running' || (job.leaseUntil !== null && job.leaseUntil > now)) return 'leave';
  return job.attempts < job.maxAttempts ? 'take' : 'bury';
}

export type FailureDecision = 'retry' | 'failed' | 'dead';

/** `permanent`: trying again would give the same answer. */
export function decideFailure(
  failure: { readonly permanent: boolean },
  job: { readonly attempts: number; readonly maxAttempts: number },
): FailureDecision {
  if (failure.permanent) return 'failed';
  return job.attempts < job.maxAttempts ? 'retry' : 'dead';
}

export const relayHorizon = (now: Date): Date => new Date(now.getTime() + RELAY_AHEAD_MS);

/**
 * The name and delay under which a due instant goes to the queue; undefined beyond the horizon. Not an integer and without
 * ":", as BullMQ wants it. A due job has a name of its own, so that a copy still sleeping in the queue cannot hold it up.
 */
export function relayOf(
  job: { readonly id: number; readonly dueAt: Date },
  now: Date,
): { readonly jobId: string; readonly delay: number } | undefined {
  if (job.dueAt > relayHorizon(now)) return undefined;
  const delay = Math.max(0, job.dueAt.getTime() - now.getTime());
  return { jobId: `job-${job.id}-${delay > 0 ? 'at' : 'due'}-${job.dueAt.getTime()}`, delay };
}

/** Planners run at the start and every hour, also after a clock was set back; `lastPlannedAt` is the last time all of them succeeded. */
export const isPlanningDue = (lastPlannedAt: Date | undefined, now: Date): boolean =>
  lastPlannedAt === undefined || Math.abs(now.getTime() - lastPlannedAt.getTime()) >= PLAN_EVERY_MS;
