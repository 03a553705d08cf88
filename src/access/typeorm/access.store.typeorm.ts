import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Database, inLists } from '../../platform/database/index.js';
import { AccessStore, type SetPassword } from '../access.store.js';
import {
  idleSince,
  REMEMBERED_PASSWORDS,
  type NewAccount,
  type Scope,
  type UserAccount,
  type UserRole,
  type UserSession,
} from '../domain/index.js';
import { EarlierPasswordEntity } from './earlier-password.entity.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

@Injectable()
export class TypeOrmAccessStore extends AccessStore {
  constructor(private readonly database: Database) {
    super();
  }

  async account(id: number): Promise<UserAccount | undefined> {
    return (await this.database.reader.findOneBy(UserAccountEntity, { id })) ?? undefined;
  }

  async accountNamed(username: string): Promise<UserAccount | undefined> {
    return (await this.database.reader.findOneBy(UserAccountEntity, { username })) ?? undefined;
  }

  async accountWithin(id: number, { organisationCodes }: Scope): Promise<UserAccount | undefined> {
    return (await this.database.reader.findOneBy(UserAccountEntity, { id, regionCode: In([...organisationCodes]) })) ?? undefined;
  }

  async accounts({ organisationCodes }: Scope): Promise<UserAccount[]> {
    const found = await inLists(organisationCodes, (codes) => this.database.reader.findBy(UserAccountEntity, { regionCode: In(codes) }));
    return found.sort(byName);
  }

  hasAccounts({ organisationCodes }: Scope): Promise<boolean> {
    return this.database.reader.existsBy(UserAccountEntity, { regionCode: In([...organisationCodes]) });
  }

  async holdAccount(id: number): Promise<UserAccount | undefined> {
    // An update that changes nothing locks the row on MySQL; SQLite's unit of work is alone anyway.
    await this.database.writer.increment(UserAccountEntity, { id }, 'version', 0);
    return this.account(id);
  }

  async addAccount(account: NewAccount): Promise<UserAccount> {
    const added = await this.database.writer.save(UserAccountEntity, { ...account });
    await this.remember(added.id, added.passwordHash, added.createdAt);
    return added;
  }

  async setPassword(id: number, { passwordHash, at, mustChange }: SetPassword): Promise<void> {
    await this.change(id, { passwordHash, passwordSetAt: at, mustChangePassword: mustChange });
    await this.remember(id, passwordHash, at);
  }

  async rememberedPasswords(userId: number, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(EarlierPasswordEntity, { where: { userId }, order: { id: 'DESC' }, take: limit });
    return rows.map(({ passwordHash }) => passwordHash);
  }

  setRole(id: number, role: UserRole, regionCode: string): Promise<void> {
    return this.change(id, { role, regionCode });
  }

  setDisabled(id: number, disabled: boolean, at: Date): Promise<void> {
    return this.change(id, disabled ? { disabled } : { disabled, lastActiveAt: at });
  }

  async setActive(id: number, at: Date): Promise<void> {
    await this.database.writer.update(UserAccountEntity, { id }, { lastActiveAt: at });
  }

  setSecondFactorAt(id: number, at: Date | null): Promise<void> {
    return this.change(id, { secondFactorAt: at });
  }

  async setEmail(id: number, email: string | null, version: number): Promise<boolean> {
    const { affected } = await this.database.writer.update(UserAccountEntity, { id, version }, { email, version: version + 1 });
    return affected === 1;
  }

  async session(tokenHash: string): Promise<UserSession | undefined> {
    return (await this.database.reader.findOneBy(UserSessionEntity, { tokenHash })) ?? undefined;
  }

  async addSession(session: UserSession): Promise<void> {
    await this.database.writer.insert(UserSessionEntity, { ...session });
  }

  async markSeen(tokenHash: string, at: Date): Promise<void> {
    await this.database.writer.update(UserSessionEntity, { tokenHash }, { lastSeenAt: at });
  }

  async removeSession(tokenHash: string): Promise<void> {
    await this.database.writer.delete(UserSessionEntity, { tokenHash });
  }

  async removeSessions(userId: number): Promise<number> {
    const { affected } = await this.database.writer.delete(UserSessionEntity, { userId });
    return affected ?? 0;
  }

  async removeOldestSessions(userId: number, kept: number): Promise<void> {
    const sessions = await this.database.reader.find(UserSessionEntity, { where: { userId }, order: { createdAt: 'DESC' } });
    const surplus = sessions.slice(kept).map(({ tokenHash }) => tokenHash);
    if (surplus.length > 0) await this.database.writer.delete(UserSessionEntity, { tokenHash: In(surplus) });
  }

  async removeEndedSessions(now: Date): Promise<void> {
    await this.database.writer.delete(UserSessionEntity, { expiresAt: LessThanOrEqual(now) });
    await this.database.writer.delete(UserSessionEntity, { lastSeenAt: LessThanOrEqual(idleSince(now)) });
  }

  private async change(id: number, changes: Partial<NewAccount>): Promise<void> {
    await this.database.writer.update(UserAccountEntity, { id }, changes);
    await this.database.writer.increment(UserAccountEntity, { id }, 'version', 1);
  }

  private async remember(userId: number, passwordHash: string, setAt: Date): Promise<void> {
    const { writer } = this.database;
    await writer.insert(EarlierPasswordEntity, { userId, passwordHash, setAt });
    const rows = await writer.find(EarlierPasswordEntity, { where: { userId }, order: { id: 'DESC' } });
    const forgotten = rows.slice(REMEMBERED_PASSWORDS).map(({ id }) => id);
    if (forgotten.length > 0) await writer.delete(EarlierPasswordEntity, { id: In(forgotten) });
  }
}

const byName = (a: UserAccount, b: UserAccount): number => (a.username < b.username ? -1 : 1);
