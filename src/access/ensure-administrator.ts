import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { newAccount, SYSTEM_NAME } from './domain/index.js';
import { initialPassword } from './initial-password.js';
import { PasswordHasher } from './password-hasher.js';

const USERNAME = 'admin';

export interface FirstAdministrator {
  readonly username: string;
  /** To be printed on the console once; never to be logged. */
  readonly password: string;
}

@Injectable()
export class EnsureAdministrator {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** On the first start: an administrator with a random password. Undefined where there are accounts already. */
  async run(): Promise<FirstAdministrator | undefined> {
    if (await this.store.hasAccounts()) return undefined;
    const password = initialPassword();
    const account = newAccount({
      username: USERNAME,
      displayName: '系统管理员',
      passwordHash: await this.hasher.hash(password),
      role: 'administrator',
      regionCode: await this.regions.rootCode(),
      createdAt: this.clock.now(),
    });
    try {
      await this.database.unitOfWork(async () => {
        const { id, username, role, regionCode } = await this.store.addAccount(account);
        const installer = { userId: null, displayName: SYSTEM_NAME, role: 'system', regionCode } as const;
        this.audit.record(installer, { action: 'user.created', subject: { kind: 'user', id }, after: { username, role, regionCode } });
      });
    } catch (error) {
      // Another process, started at the same moment, was first; it has printed the password.
      if (await this.store.hasAccounts()) return undefined;
      throw error;
    }
    return { username: USERNAME, password };
  }
}
