import { Injectable } from '@nestjs/common';
import { demand, type Principal, type UserRole } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { EmailChannel } from './channels/email-channel.js';
import { hearsOf } from './domain/index.js';
import { Organisations } from './organisations.js';
import { PeopleToRemind } from './people-to-remind.js';

/** A person whose reminders stay in the system, or reach only the group of the organisation. */
export interface PersonWithoutAddress {
  readonly userId: number;
  readonly username: string;
  readonly displayName: string;
  readonly role: UserRole;
  readonly regionCode: string;
  readonly regionName: string;
  readonly hasEmail: boolean;
  /** The organisation's group robot is told. */
  readonly hasWebhook: boolean;
}

export interface Gaps {
  readonly emailConfigured: boolean;
  readonly people: readonly PersonWithoutAddress[];
  /** Counties in which nobody is reminded at all. */
  readonly countiesWithoutPeople: readonly { readonly code: string; readonly name: string }[];
}

/** What an administrator has to fill in so that reminders reach everybody outside of the system as well. */
@Injectable()
export class ChannelGaps {
  constructor(
    private readonly people: PeopleToRemind,
    private readonly organisations: Organisations,
    private readonly email: EmailChannel,
    private readonly regions: RegionSource,
  ) {}

  async run(principal: Principal): Promise<Gaps> {
    demand(principal, 'reminders.manage');
    const { city } = principal.scope;
    const accounts = await this.people.accounts(city);
    const tree = await this.regions.tree();
    const robots = new Set((await this.organisations.withRobot(city)).map(({ code }) => code));
    const served = new Set(accounts.filter(({ role }) => hearsOf(role) === 'every-step').map(({ regionCode }) => regionCode));
    return {
      emailConfigured: this.email.isConfigured,
      people: accounts
        .filter(({ email }) => email === null || !this.email.isConfigured)
        .map(({ id, username, displayName, role, regionCode, email }) => ({
          userId: id,
          username,
          displayName,
          role,
          regionCode,
          regionName: tree.get(regionCode)?.name ?? regionCode,
          hasEmail: email !== null,
          hasWebhook: robots.has(regionCode),
        })),
      countiesWithoutPeople: tree
        .counties(city)
        .filter(({ code }) => !served.has(code))
        .map(({ code, name }) => ({ code, name })),
    };
  }
}
