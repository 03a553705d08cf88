import type { Config } from '../config/config.js';

/** The part of the configuration that concerns jobs; all but `role` and `redisUrl` has defaults. */
export interface JobsConfig extends Pick<Config, 'role' | 'redisUrl'> {
  /** Jobs that run at the same time in this process. */
  readonly concurrency?: number;
  /** How long running jobs may take to end when the process stops. */
  readonly stopGraceSeconds?: number;
  /** Prefix of all keys in Redis, where several systems share one. */
  readonly redisPrefix?: string;
}

export const JOBS_CONFIG = Symbol('JobsConfig');

/** The database has one writer at a time and a long import should not hold up a reminder: two. */
export const DEFAULT_CONCURRENCY = 2;
export const DEFAULT_STOP_GRACE_SECONDS = 10;
export const DEFAULT_REDIS_PREFIX = 'dust-coverage';
