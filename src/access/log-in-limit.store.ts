import type { Counted, Standing } from './domain/index.js';

/** Whose try is counted: the name as typed, made unreadable, and the network address that it comes from. */
export interface Attempter {
  /** Keyed hash of the folded user name; the name need not exist. */
  readonly who: string;
  readonly address: string;
}

/** Failed log-ins, shared by all processes. Methods that change something need a unit of work. */
export abstract class LogInLimitStore {
  /** `userId`: undefined for a name that does not exist, which is at home nowhere. */
  abstract standing(attempter: Attempter, userId: number | undefined, homeSince: Date): Promise<Standing>;
  abstract count(attempter: Attempter, counted: Counted): Promise<void>;
  /** Forgets the failures of a name from one address, or from all. */
  abstract forget(who: string, address?: string): Promise<void>;
  /** The names that are locked somewhere. */
  abstract locked(now: Date): Promise<ReadonlySet<string>>;
  /** The user was logged in to from there. */
  abstract setHome(userId: number, address: string, at: Date): Promise<void>;
  /** Removes what counts no more. */
  abstract removeStale(countedSince: Date, homeSince: Date, now: Date): Promise<void>;
}
