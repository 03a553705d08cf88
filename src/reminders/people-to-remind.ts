import { Injectable } from '@nestjs/common';
import { ListUsers, Scope, systemPrincipal, type Principal, type UserEntry } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import type { Channel, Recipient } from './domain/index.js';
import { hearsOf, isReminded } from './domain/index.js';
import { EmailChannel } from './channels/email-channel.js';
import { Organisations } from './organisations.js';

/** A recipient, and the ways on which the message leaves the system. */
export interface Addressed {
  readonly recipient: Recipient;
  readonly channels: readonly Channel[];
}

/** Who is reminded: people of the roles concerned, and the groups of their organisations. */
@Injectable()
export class PeopleToRemind {
  constructor(
    private readonly users: ListUsers,
    private readonly organisations: Organisations,
    private readonly email: EmailChannel,
    private readonly regions: RegionSource,
  ) {}

  /** Who acts for the city at or above a region. */
  async system(regionCode: string): Promise<Principal> {
    return systemPrincipal(await this.regions.tree(), await this.regions.cityOf(regionCode));
  }

  /** Of one city. */
  async all(cityCode: string): Promise<Addressed[]> {
    return [...(await this.people(cityCode)), ...(await this.groups(cityCode))];
  }

  /** A city's accounts that are in use and of a role that is reminded. */
  async accounts(cityCode: string): Promise<UserEntry[]> {
    return (await this.users.run(await this.system(cityCode))).filter(({ role, disabled }) => isReminded(role) && !disabled);
  }

  /** Where a person's e-mail goes now; undefined where the account is gone, disabled or without an address. */
  async emailOf(userId: number, regionCode: string): Promise<string | undefined> {
    const user = await this.users.find(await this.system(regionCode), userId);
    return user && !user.disabled && isReminded(user.role) ? (user.email ?? undefined) : undefined;
  }

  private async people(cityCode: string): Promise<Addressed[]> {
    const tree = await this.regions.tree();
    return (await this.accounts(cityCode)).map(({ id, displayName, role, regionCode, email }) => ({
      recipient: {
        key: `user:${id}`,
        userId: id,
        regionCode,
        addressee: displayName,
        scope: Scope.below(regionCode, tree),
        hears: hearsOf(role),
      },
      channels: email !== null && this.email.isConfigured ? ['email'] : [],
    }));
  }

  private async groups(cityCode: string): Promise<Addressed[]> {
    const tree = await this.regions.tree();
    return (await this.organisations.withRobot(cityCode)).map(({ code, name, level }) => ({
      recipient: {
        key: `region:${code}`,
        userId: null,
        regionCode: code,
        addressee: `${name}各位同事`,
        scope: Scope.below(code, tree),
        hears: level === 'city' ? 'only-overdue' : 'every-step',
      },
      channels: ['webhook'],
    }));
  }
}
