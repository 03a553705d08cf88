import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { EnrolmentStore, type EnrolmentUnit } from '../enrolment/index.js';
import { RegistryStore, type EnterpriseToMatch } from '../registry/index.js';
import { LinkStore, type Link, type LinkFilter } from './link.store.js';

/** A link with both sides' names. */
export interface LinkEntry {
  readonly link: Link;
  readonly enterprise: EnterpriseToMatch;
  readonly unit: EnrolmentUnit;
}

@Injectable()
export class ListLinks {
  constructor(
    private readonly links: LinkStore,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  async list(principal: Principal, filter: LinkFilter & { readonly county?: string | undefined }): Promise<LinkEntry[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(filter.county);
    const links = await this.links.list(scope, filter);
    const enterprises = new Map((await this.registry.toMatch(scope)).map((enterprise) => [enterprise.id, enterprise]));
    const units = new Map((await this.enrolment.unitsById([...new Set(links.map(({ unitId }) => unitId))])).map((unit) => [unit.id, unit]));
    return links.flatMap((link) => {
      const enterprise = enterprises.get(link.enterpriseId);
      const unit = units.get(link.unitId);
      return enterprise && unit ? [{ link, enterprise, unit }] : [];
    });
  }
}
