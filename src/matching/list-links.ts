import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../access/index.js';
import { EnrolmentStore, type EnrolmentUnit } from '../enrolment/index.js';
import { Problem } from '../kernel/index.js';
import { RegistryStore, type Enterprise } from '../registry/index.js';
import { LinkStore, type Link, type LinkFilter } from './link.store.js';

/** A link with both sides' names. */
export interface LinkEntry {
  readonly link: Link;
  readonly enterprise: Enterprise;
  readonly unit: EnrolmentUnit;
}

export type LinksAsked = LinkFilter & { readonly county?: string | undefined };

const PAGE = 500;

@Injectable()
export class ListLinks {
  constructor(
    private readonly links: LinkStore,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  async list(principal: Principal, filter: LinksAsked): Promise<LinkEntry[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(filter.county);
    return this.entries(scope, await this.links.list(scope, filter));
  }

  /**
   * All of them in the order in which they were made, read page by page as they are asked for. Matching anew replaces links: where it does so meanwhile,
   * the last step fails with Problem `links-changed` instead of leaving out what was replaced.
   */
  each(principal: Principal, filter: Pick<LinksAsked, 'county' | 'status'>): AsyncIterable<LinkEntry> {
    demand(principal, 'data.read');
    return this.pages(principal.scope.narrow(filter.county), filter);
  }

  private async *pages(scope: Scope, filter: LinkFilter): AsyncGenerator<LinkEntry, void> {
    const { count, lastId } = await this.links.extent(scope);
    let afterId = 0;
    while (afterId < lastId) {
      const page = await this.links.list(scope, { ...filter, afterId, upToId: lastId, limit: PAGE });
      yield* await this.entries(scope, page);
      afterId = page.at(-1)?.id ?? lastId;
    }
    if ((await this.links.extent(scope, lastId)).count !== count)
      throw new Problem('conflict', 'links-changed', '导出期间重新匹配了一次，请重新导出。');
  }

  private async entries(scope: Scope, links: readonly Link[]): Promise<LinkEntry[]> {
    const ids = (side: 'enterpriseId' | 'unitId'): number[] => [...new Set(links.map((link) => link[side]))];
    const enterprises = await this.registry.named(ids('enterpriseId'), scope);
    const units = new Map((await this.enrolment.unitsById(ids('unitId'))).map((unit) => [unit.id, unit]));
    return links.flatMap((link) => {
      const enterprise = enterprises.get(link.enterpriseId);
      const unit = units.get(link.unitId);
      return enterprise && unit ? [{ link, enterprise, unit }] : [];
    });
  }
}
