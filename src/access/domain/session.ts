/** GB/T 22239-2019 8.1.4.1 b): log out when a connection times out; 15 to 30 minutes are common practice. */
export const IDLE_MINUTES = 30;
/** A working day with overtime: nobody stays logged in overnight. Same clause, practice. */
export const ABSOLUTE_HOURS = 12;
/** Activity is written down at most this often, so that reading does not become writing; a session may thus end this much sooner. */
export const ACTIVITY_GRAIN_SECONDS = 60;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface UserSession {
  /** SHA-256 of the token, hex. The token itself is known to the browser only. */
  readonly tokenHash: string;
  readonly userId: number;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The absolute end. */
  readonly expiresAt: Date;
}

export const newSession = (userId: number, tokenHash: string, now: Date): UserSession => ({
  tokenHash,
  userId,
  createdAt: now,
  lastSeenAt: now,
  expiresAt: new Date(now.getTime() + ABSOLUTE_HOURS * HOUR),
});

/** A session last seen at this moment or before has ended. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_MINUTES * MINUTE);

export const hasEnded = (session: UserSession, now: Date): boolean => now >= session.expiresAt || session.lastSeenAt <= idleSince(now);

export const isActivityDue = (session: UserSession, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= ACTIVITY_GRAIN_SECONDS * SECOND;
