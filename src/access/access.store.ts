import type { Attempts, NewAccount, Scope, UserAccount, UserSession } from './domain/index.js';

/** Where accounts and sessions are kept. Methods that change something need a unit of work. */
export abstract class AccessStore {
  /** Whoever's: for logging in and for sessions. */
  abstract account(id: number): Promise<UserAccount | undefined>;
  /** The account where it belongs to an organisation of the scope. */
  abstract accountWithin(id: number, scope: Scope): Promise<UserAccount | undefined>;
  abstract accountNamed(username: string): Promise<UserAccount | undefined>;
  /** By user name. */
  abstract accounts(scope: Scope): Promise<UserAccount[]>;
  abstract hasAccounts(scope: Scope): Promise<boolean>;

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

  /** The id of the data key that the database is tied to. */
  abstract dataKeyId(): Promise<string | undefined>;
  /** Fails where it is tied to one already. */
  abstract bindDataKey(keyId: string, at: Date): Promise<void>;
}
