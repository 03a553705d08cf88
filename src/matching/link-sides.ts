import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { notFound } from '../kernel/index.js';
import { RegistryStore } from '../registry/index.js';
import { LinkStore, type Link } from './link.store.js';

/** Both sides of a pair that somebody names. */
@Injectable()
export class LinkSides {
  constructor(
    private readonly links: LinkStore,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  async find(principal: Principal, enterpriseId: number, unitId: number): Promise<{ countyCode: string; known: Link | undefined }> {
    const enterprise = await this.registry.enterprise(enterpriseId, principal.scope);
    const unit = await this.enrolment.unitOfArea(principal.scope.city, unitId);
    if (!enterprise || !unit) throw notFound('该企业或参保单位');
    return { countyCode: enterprise.countyCode, known: await this.links.findPair(enterpriseId, unitId, principal.scope) };
  }
}
