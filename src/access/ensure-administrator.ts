import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { newAccount, Scope, SYSTEM_NAME } from './domain/index.js';
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

  /** For each city without any account: an administrator with a random password. None where all have accounts already. */
  async run(): Promise<FirstAdministrator[]> {
    const made: FirstAdministrator[] = [];
    for (const city of (await this.regions.tree()).cities()) {
      const administrator = await this.ofCity(city.code);
      if (administrator) made.push(administrator);
    }
    return made;
  }

  private async ofCity(cityCode: string): Promise<FirstAdministrator | undefined> {
    const scope = Scope.below(cityCode, await this.regions.tree());
    if (await this.store.hasAccounts(scope)) return undefined;
    const password = initialPassword();
    // The first city's has the plain name; names are one for the whole installation.
    const username = (await this.store.accountNamed(USERNAME)) ? `${USERNAME}-${cityCode}` : USERNAME;
    const account = newAccount({
      username,
      displayName: '系统管理员',
      passwordHash: await this.hasher.hash(password),
      role: 'administrator',
      regionCode: cityCode,
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
      if (await this.store.hasAccounts(scope)) return undefined;
      throw error;
    }
    return { username, password };
  }
}
