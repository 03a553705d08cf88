import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { EnrolmentStore, type EnrolmentUnit, type InsuredUnit } from '../../enrolment/index.js';
import { monthOf, notFound } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { RegistryStore, type EnterpriseDetail } from '../../registry/index.js';
import { nameSegments, type NameSegment } from '../review/domain/index.js';
import { isOwn } from './judge-second-look.js';
import { SecondLooks, type SecondLook, type SecondLookItem } from './second-look.store.js';

/** A pair for the second person: both sides, and nothing of what was said of it. */
export interface BlindPair {
  readonly itemId: number;
  /** Null where it is gone meanwhile: then nobody can tell (unsure). */
  readonly enterprise: EnterpriseDetail | null;
  readonly unit: EnrolmentUnit | null;
  readonly insured: InsuredUnit | null;
  readonly segments: readonly NameSegment[];
}

export interface LookProgress extends SecondLook {
  readonly items: number;
  readonly judged: number;
  /** Left for this person: neither judged nor the own decisions. */
  readonly open: number;
}

/** Second looks as those who make them see them. */
@Injectable()
export class ShowSecondLook {
  constructor(
    private readonly looks: SecondLooks,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly clock: Clock,
  ) {}

  async list(principal: Principal, county: string | undefined): Promise<LookProgress[]> {
    demand(principal, 'match.decide');
    const scope = principal.scope.narrow(county);
    const [looks, items] = await Promise.all([this.looks.list(scope), this.looks.items(scope)]);
    return looks.map((look) => {
      const own = items.filter(({ lookId }) => lookId === look.id);
      const judged = own.filter(({ verdict }) => verdict !== null).length;
      return { ...look, items: own.length, judged, open: own.filter((item) => isOpenFor(item, principal)).length };
    });
  }

  /** The pairs that are left for this person, in random order. */
  async pairs(principal: Principal, lookId: number, limit: number): Promise<BlindPair[]> {
    demand(principal, 'match.decide');
    const items = await this.looks.items(principal.scope, lookId);
    if (items.length === 0) throw notFound('该抽查');
    const open = items.filter((item) => isOpenFor(item, principal)).slice(0, limit);
    const unitIds = open.map(({ unitId }) => unitId);
    const [enterprises, units, insured] = await Promise.all([
      this.registry.details(
        principal.scope,
        open.map(({ enterpriseId }) => enterpriseId),
      ),
      this.enrolment.unitsById(unitIds),
      this.enrolment.insuredAsOf(unitIds, monthOf(this.clock.today())),
    ]);
    const enterpriseOf = new Map(enterprises.map((one) => [one.id, one]));
    const unitOf = new Map(units.map((one) => [one.id, one]));
    return open.map(({ id: itemId, enterpriseId, unitId }) => {
      const [enterprise, unit] = [enterpriseOf.get(enterpriseId) ?? null, unitOf.get(unitId) ?? null];
      const segments = enterprise && unit ? nameSegments(enterprise.name, unit.name) : [];
      return { itemId, enterprise, unit, insured: insured.get(unitId) ?? null, segments };
    });
  }
}

const isOpenFor = (item: SecondLookItem, principal: Principal): boolean => item.verdict === null && !isOwn(item, principal);
