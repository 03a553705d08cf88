import { Injectable } from '@nestjs/common';
import { AccessStore } from './access.store.js';
import { DescribeUser } from './describe-user.js';
import { demand, type Principal } from './domain/index.js';
import type { UserEntry } from './user-info.js';

@Injectable()
export class ListUsers {
  constructor(
    private readonly store: AccessStore,
    private readonly describe: DescribeUser,
  ) {}

  /** Of the principal's city, by user name. Throws Problem `right-missing`. */
  async run(principal: Principal): Promise<UserEntry[]> {
    demand(principal, 'users.manage');
    return this.describe.entries(await this.store.accounts(principal.scope));
  }

  /** Undefined where there is none, or one of another city. Throws Problem `right-missing`. */
  async find(principal: Principal, id: number): Promise<UserEntry | undefined> {
    demand(principal, 'users.manage');
    const account = await this.store.accountWithin(id, principal.scope);
    return account && this.describe.entry(account);
  }
}
