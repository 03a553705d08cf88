import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { afterFailure, afterSuccess, foldUsername, homeSince, refuseWhileLocked, windowStart, type Standing } from './domain/index.js';
import { LogInLimitStore, type Attempter } from './log-in-limit.store.js';
import { PersonalDataCipher } from './personal-data.js';

/** Counts failed log-ins by name and address; see ADR 28 for who is locked out by what. */
@Injectable()
export class FailureCounts {
  constructor(
    private readonly store: LogInLimitStore,
    private readonly cipher: PersonalDataCipher,
    private readonly clock: Clock,
  ) {}

  /** `address`: see `networkOf`. A name that does not exist is counted alike: people type passwords there, so it is kept unreadable. */
  attempter(username: string, address: string): Attempter {
    return { who: this.who(username), address };
  }

  /** Throws Problem `login-locked` or `address-locked`. */
  async standing(attempter: Attempter, userId: number | undefined): Promise<Standing> {
    const now = this.clock.now();
    const standing = await this.store.standing(attempter, userId, homeSince(now));
    refuseWhileLocked(standing, now);
    return standing;
  }

  async fail(attempter: Attempter, standing: Standing): Promise<void> {
    await this.store.count(attempter, afterFailure(standing, this.clock.now()));
  }

  async succeed(attempter: Attempter, standing: Standing, userId: number): Promise<void> {
    const now = this.clock.now();
    await this.store.count(attempter, afterSuccess(standing, now));
    await this.store.forget(attempter.who, attempter.address);
    await this.store.setHome(userId, attempter.address, now);
    await this.store.removeStale(windowStart(now), homeSince(now), now);
  }

  /** Lets a user try again at once, from everywhere. */
  async forget(username: string): Promise<void> {
    await this.store.forget(this.who(username));
  }

  /** Whether a user is locked somewhere. */
  async locked(): Promise<(username: string) => boolean> {
    const locked = await this.store.locked(this.clock.now());
    return (username) => locked.has(this.who(username));
  }

  private who(username: string): string {
    return this.cipher.shortIndex(`log-in/${foldUsername(username)}`);
  }
}
