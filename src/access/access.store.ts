import type { NewAccount, Scope, UserAccount, UserRole, UserSession } from './domain/index.js';

export interface SetPassword {
  readonly passwordHash: string;
  readonly at: Date;
  /** Somebody else knows it: it has to be changed at the next log-in. */
  readonly mustChange: boolean;
}

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
  /** Sets a password and remembers it among the earlier ones. */
  abstract setPassword(id: number, password: SetPassword): Promise<void>;
  /** Hashes of the passwords set last, the newest first. */
  abstract rememberedPasswords(id: number, limit: number): Promise<string[]>;
  abstract setRole(id: number, role: UserRole, regionCode: string): Promise<void>;
  /** Enabling counts as activity: an account that was not used for long would else stay disabled. */
  abstract setDisabled(id: number, disabled: boolean, at: Date): Promise<void>;
  /** A log-in; no change of the account's version. */
  abstract setActive(id: number, at: Date): Promise<void>;
  /** Null: none is asked for any more. */
  abstract setSecondFactorAt(id: number, at: Date | null): Promise<void>;

  /** False where `version` is stale. */
  abstract setEmail(id: number, email: string | null, version: number): Promise<boolean>;

  abstract session(tokenHash: string): Promise<UserSession | undefined>;
  abstract addSession(session: UserSession): Promise<void>;
  abstract markSeen(tokenHash: string, at: Date): Promise<void>;
  abstract removeSession(tokenHash: string): Promise<void>;
  /** Ends all sessions of a user; returns how many. */
  abstract removeSessions(userId: number): Promise<number>;
  /** Ends the user's oldest sessions, all but `kept`. */
  abstract removeOldestSessions(userId: number, kept: number): Promise<void>;
  /** Removes what has ended by now, of all users. */
  abstract removeEndedSessions(now: Date): Promise<void>;
}
