import type { Attempts, NewAccount, UserAccount, UserSession } from './domain/index.js';

/** Where accounts and sessions are kept. Methods that change something need a unit of work. */
export abstract class AccessStore {
  abstract account(id: number): Promise<UserAccount | undefined>;
  abstract accountNamed(username: string): Promise<UserAccount | undefined>;
  /** By user name. */
  abstract accounts(): Promise<UserAccount[]>;
  abstract hasAccounts(): Promise<boolean>;

  /**
   * The account as it stands, kept from changing in other processes until the unit of work ends. Has to be the first reading of its
   * unit: MySQL shows a transaction what was there at its first reading.
   */
  abstract holdAccount(id: number): Promise<UserAccount | undefined>;

  /** Fails where the user name is taken. */
  abstract addAccount(account: NewAccount): Promise<UserAccount>;
  abstract setAttempts(id: number, attempts: Attempts): Promise<void>;
  /** Sets a password of the user's own choice. */
  abstract setPassword(id: number, passwordHash: string): Promise<void>;

  /** False where `version` is stale. */
  abstract setEmail(id: number, email: string | null, version: number): Promise<boolean>;

  abstract session(tokenHash: string): Promise<UserSession | undefined>;
  abstract addSession(session: UserSession): Promise<void>;
  abstract markSeen(tokenHash: string, at: Date): Promise<void>;
  abstract removeSession(tokenHash: string): Promise<void>;
  abstract removeOtherSessions(userId: number, keptTokenHash: string): Promise<void>;
  /** Removes what has ended by now, of all users. */
  abstract removeEndedSessions(now: Date): Promise<void>;
}
