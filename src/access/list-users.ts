import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { AccessStore } from './access.store.js';
import { demand, type Principal } from './domain/index.js';
import { userEntry, type UserEntry } from './user-info.js';

@Injectable()
export class ListUsers {
  constructor(
    private readonly store: AccessStore,
    private readonly clock: Clock,
  ) {}

  /** Of the principal's city, by user name. Throws Problem `right-missing`. */
  async run(principal: Principal): Promise<UserEntry[]> {
    demand(principal, 'users.manage');
    const now = this.clock.now();
    return (await this.store.accounts(principal.scope)).map((account) => userEntry(account, now));
  }

  /** Undefined where there is none, or one of another city. Throws Problem `right-missing`. */
  async find(principal: Principal, id: number): Promise<UserEntry | undefined> {
    demand(principal, 'users.manage');
    const account = await this.store.accountWithin(id, principal.scope);
    return account && userEntry(account, this.clock.now());
  }
}
