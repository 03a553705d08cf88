import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { demand, type Principal, type UserRole } from '../domain/index.js';
import { SecondFactorStore } from './second-factor.store.js';

/** GB/T 22239-2019 8.1.4.1 d) (level three): two factors. An administrator says which roles of the own city have to have a second one. */
@Injectable()
export class DemandSecondFactor {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `right-missing`. */
  async roles(principal: Principal): Promise<UserRole[]> {
    demand(principal, 'users.manage');
    return this.store.demandedRoles(principal.scope.city);
  }

  /** From the next request on, whoever has such a role and no second factor can do nothing but set one up. Throws Problem `right-missing`. */
  async set(principal: Principal, roles: readonly UserRole[]): Promise<UserRole[]> {
    demand(principal, 'users.manage');
    const { city } = principal.scope;
    return this.database.unitOfWork(async () => {
      const before = await this.store.demandedRoles(city);
      await this.store.setDemandedRoles(city, [...new Set(roles)], principal.displayName, this.clock.now());
      const after = await this.store.demandedRoles(city);
      this.audit.record(principal, {
        action: 'totp.roles-changed',
        subject: { kind: 'installation', id: city },
        before: { roles: before },
        after: { roles: after },
      });
      return after;
    }, 'second-factor-roles');
  }
}
