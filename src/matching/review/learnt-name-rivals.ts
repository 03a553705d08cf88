import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { groupBy } from '../../kernel/index.js';
import { RegistryStore } from '../../registry/index.js';
import { nameKey } from '../domain/index.js';
import { LinkStore, type Link } from '../link.store.js';

/** A confirmed link whose name somebody else bears now: the confirmation was given without knowing of them. */
export interface RivalledLink {
  readonly link: Link;
  /** The name that the confirmation taught. */
  readonly name: string;
  /** Enterprises that came later, of any county. */
  readonly enterprises: number;
  /** Other units of that name which are open candidates of the enterprise, by id. */
  readonly unitIds: readonly number[];
}

/** Confirmed links that a new rival puts in doubt. */
@Injectable()
export class LearntNameRivals {
  constructor(
    private readonly links: LinkStore,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  async list(principal: Principal, county: string | undefined): Promise<RivalledLink[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(county);
    const [confirmed, open, rivals] = await Promise.all([
      this.links.list(scope, { status: 'confirmed' }),
      this.links.list(scope, { status: 'review' }),
      this.registry.learntNameRivals(scope),
    ]);
    const openOf = groupBy(open, ({ enterpriseId }) => enterpriseId);
    const rivalsOf = groupBy(rivals, ({ linkId }) => linkId);
    const involved = confirmed.filter((link) => openOf.has(link.enterpriseId) || rivalsOf.has(link.id));
    const units = await this.namesOf([...involved, ...involved.flatMap((link) => openOf.get(link.enterpriseId) ?? [])]);
    return involved.flatMap((link) => {
      const unit = units.get(link.unitId);
      const enterprises = rivalsOf.get(link.id)?.length ?? 0;
      const unitIds = (openOf.get(link.enterpriseId) ?? []).map(({ unitId }) => unitId).filter((id) => units.get(id)?.key === unit?.key);
      return unit && enterprises + unitIds.length > 0 ? [{ link, name: unit.name, enterprises, unitIds }] : [];
    });
  }

  private async namesOf(links: readonly Link[]): Promise<ReadonlyMap<number, { readonly name: string; readonly key: string }>> {
    const units = await this.enrolment.unitsById([...new Set(links.map(({ unitId }) => unitId))]);
    return new Map(units.map(({ id, name }) => [id, { name, key: nameKey(name) }]));
  }
}
