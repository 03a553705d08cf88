import { isLocked, rightsOf, type Right, type UserAccount, type UserRole } from './domain/index.js';

/** What screens know of a user. */
export interface UserInfo {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly role: UserRole;
  readonly regionCode: string;
  readonly mustChangePassword: boolean;
  readonly rights: readonly Right[];
}

/** What an administrator knows of a user besides. */
export interface UserEntry extends UserInfo {
  readonly email: string | null;
  readonly disabled: boolean;
  readonly locked: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

export const userInfo = ({ id, username, displayName, role, regionCode, mustChangePassword }: UserAccount): UserInfo => ({
  id,
  username,
  displayName,
  role,
  regionCode,
  mustChangePassword,
  rights: rightsOf(role),
});

export const userEntry = (account: UserAccount, now: Date): UserEntry => ({
  ...userInfo(account),
  email: account.email,
  disabled: account.disabled,
  locked: isLocked(account, now),
  version: account.version,
  createdAt: account.createdAt,
});
