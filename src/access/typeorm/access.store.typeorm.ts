import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { Database, inLists } from '../../platform/database/index.js';
import { AccessStore } from '../access.store.js';
import { idleSince, type Attempts, type NewAccount, type Scope, type UserAccount, type UserSession } from '../domain/index.js';
import { DataKeyEntity } from './data-key.entity.js';
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
    await this.database.writer.increment(UserAccountEntity, { id }, 'failedAttempts', 0);
    return this.account(id);
  }

  addAccount(account: NewAccount): Promise<UserAccount> {
    return this.database.writer.save(UserAccountEntity, { ...account });
  }

  async setAttempts(id: number, { failedAttempts, lockedUntil }: Attempts): Promise<void> {
    await this.database.writer.update(UserAccountEntity, { id }, { failedAttempts, lockedUntil });
  }

  async setPassword(id: number, passwordHash: string): Promise<void> {
    await this.database.writer.update(UserAccountEntity, { id }, { passwordHash, mustChangePassword: false });
    await this.database.writer.increment(UserAccountEntity, { id }, 'version', 1);
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

  async removeOtherSessions(userId: number, keptTokenHash: string): Promise<void> {
    await this.database.writer.delete(UserSessionEntity, { userId, tokenHash: Not(keptTokenHash) });
  }

  async removeEndedSessions(now: Date): Promise<void> {
    await this.database.writer.delete(UserSessionEntity, { expiresAt: LessThanOrEqual(now) });
    await this.database.writer.delete(UserSessionEntity, { lastSeenAt: LessThanOrEqual(idleSince(now)) });
  }

  async dataKeyId(): Promise<string | undefined> {
    return (await this.database.reader.findOneBy(DataKeyEntity, { slot: 'current' }))?.keyId;
  }

  async bindDataKey(keyId: string, at: Date): Promise<void> {
    await this.database.writer.insert(DataKeyEntity, { slot: 'current', keyId, boundAt: at });
  }
}

const byName = (a: UserAccount, b: UserAccount): number => (a.username < b.username ? -1 : 1);
