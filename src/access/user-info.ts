import type { PasswordChangeReason, Right, UserRole } from './domain/index.js';

/** What screens know of a user. */
export interface UserInfo {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly role: UserRole;
  readonly regionCode: string;
  readonly mustChangePassword: boolean;
  /** Why; null where it need not be changed. */
  readonly passwordChangeReason: PasswordChangeReason | null;
  /** Null: it does not expire. */
  readonly passwordExpiresAt: Date | null;
  /** Whether log-in asks for a second factor. */
  readonly secondFactor: boolean;
  /** The role has to have one, and the user has none yet. */
  readonly mustSetSecondFactor: boolean;
  readonly rights: readonly Right[];
}

/** What an administrator knows of a user besides. */
export interface UserEntry extends UserInfo {
  readonly email: string | null;
  /** By an administrator. */
  readonly disabled: boolean;
  /** Not logged in to for so long that nobody gets in until an administrator enables the account. */
  readonly unused: boolean;
  readonly locked: boolean;
  /** The last log-in or enabling; null: none yet. */
  readonly lastActiveAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}
