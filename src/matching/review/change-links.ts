import { Injectable } from '@nestjs/common';
import { AuditTrail, type Principal, Scope } from '../../access/index.js';
import { EnrolmentStore, type EnrolmentUnit } from '../../enrolment/index.js';
import { Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { RegistryStore, type EnterpriseDetail } from '../../registry/index.js';
import { nameKey } from '../domain/index.js';
import { LinkStore } from '../link.store.js';
import { auditOfAct } from './audit-of-act.js';
import type { ActKind } from './domain/index.js';
import { DecisionHistory, type KeptLink, type NewChange } from './history.store.js';
import { ReviewedLinks, type ReviewedLink } from './reviewed-links.store.js';

/** What becomes of one link. `from` null: it is made; `to` null: it goes; else its state changes. */
export interface Transition {
  readonly from: ReviewedLink | null;
  readonly to: KeptLink | null;
  /** The change that this one takes back. */
  readonly undoesId?: number;
}

export interface ActMeaning {
  readonly kind: ActKind;
  readonly note: string | null;
}

/**
 * Carries out what a person decides: states, learnt names and history change together. Only under `LINKS_LOCK`: that a unit has no other owner
 * stays true until it is written.
 */
@Injectable()
export class ChangeLinks {
  constructor(
    private readonly links: ReviewedLinks,
    private readonly owners: LinkStore,
    private readonly history: DecisionHistory,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Returns the id of the act. Throws Problem `unit-linked-elsewhere` or `stale-version`. */
  async carryOut(principal: Principal, { kind, note }: ActMeaning, transitions: readonly Transition[]): Promise<number> {
    await this.refuseSecondOwners(transitions);
    const facts = await this.factsOf(principal.scope, transitions);
    const at = this.clock.now();
    for (const transition of transitions) await this.write(transition, facts, at);
    const changes = transitions.map((transition) => changeOf(transition, facts));
    return this.keep(principal, { kind, note }, changes, at);
  }

  /** An act that speaks of a whole entry and changes no link. */
  async remark(principal: Principal, { kind, note }: ActMeaning, enterprise: EnterpriseDetail): Promise<number> {
    return this.keep(principal, { kind, note }, [entryChange(enterprise, null)], this.clock.now());
  }

  /** Takes a remark back. */
  async withdrawRemark(principal: Principal, enterprise: EnterpriseDetail, undoesId: number): Promise<number> {
    return this.keep(principal, { kind: 'undo', note: null }, [entryChange(enterprise, undoesId)], this.clock.now());
  }

  private async keep(principal: Principal, { kind, note }: ActMeaning, changes: readonly NewChange[], at: Date): Promise<number> {
    const actId = await this.history.record({ kind, by: principal.displayName, byId: principal.userId, at, note }, changes);
    this.audit.record(principal, auditOfAct(actId, { kind, note }, changes));
    return actId;
  }

  private async write({ from, to }: Transition, facts: Facts, at: Date): Promise<void> {
    if (from?.status === 'confirmed' && to?.status !== 'confirmed') await this.registry.forgetAliases(from.id);
    if (from && !to) refuseStale(await this.links.remove(from.id, from.version));
    // A unit that is gone meanwhile cannot be a candidate again.
    if (!to || !facts.units.has(to.unitId)) return;
    if (!from) return this.remember(await this.links.add(to, at), facts);
    refuseStale(await this.links.change(from.id, from.version, to, at));
    await this.remember({ ...from, ...to }, facts);
  }

  /** The name of a unit that is the enterprise itself is a name of the enterprise. */
  private async remember({ id, enterpriseId, unitId, relation, status, decidedBy, decidedAt }: ReviewedLink, facts: Facts): Promise<void> {
    if (status !== 'confirmed' || relation === 'branch' || relation === 'project') return;
    const name = facts.units.get(unitId)?.name;
    if (name === undefined || decidedBy === null || decidedAt === null) return;
    await this.registry.learnAlias({ enterpriseId, linkId: id, name, nameKey: nameKey(name), by: decidedBy, at: decidedAt });
  }

  private async refuseSecondOwners(transitions: readonly Transition[]): Promise<void> {
    const claims = transitions.flatMap(({ from, to }) => (to && isOwner(to) && !(from && isOwner(from)) ? [to] : []));
    const ownerOf = new Map<number, number>();
    const owned = await this.owners.statusesOfUnits(claims.map(({ unitId }) => unitId));
    for (const { unitId, enterpriseId } of [...owned.filter(isOwner), ...claims]) {
      const other = ownerOf.get(unitId);
      if (other !== undefined && other !== enterpriseId) throw linkedElsewhere();
      ownerOf.set(unitId, enterpriseId);
    }
  }

  private async factsOf(scope: Scope, transitions: readonly Transition[]): Promise<Facts> {
    const sides = transitions.map(sideOf);
    const [enterprises, units] = await Promise.all([
      this.registry.details(scope, [...new Set(sides.map(({ enterpriseId }) => enterpriseId))]),
      this.enrolment.unitsById([...new Set(sides.map(({ unitId }) => unitId))]),
    ]);
    return { enterprises: new Map(enterprises.map((one) => [one.id, one])), units: new Map(units.map((one) => [one.id, one])) };
  }
}

interface Facts {
  readonly enterprises: ReadonlyMap<number, EnterpriseDetail>;
  readonly units: ReadonlyMap<number, EnrolmentUnit>;
}

/** A link as history keeps it. */
export const keptOf = ({ id: _id, version: _version, ...link }: ReviewedLink): KeptLink => link;

const isOwner = ({ status }: { readonly status: string }): boolean => status === 'confirmed' || status === 'auto';

function sideOf({ from, to }: Transition): KeptLink | ReviewedLink {
  const side = from ?? to;
  if (!side) throw new Error('A transition has at least one side.');
  return side;
}

function changeOf(transition: Transition, { enterprises, units }: Facts): NewChange {
  const { from, to, undoesId } = transition;
  const { countyCode, enterpriseId, unitId } = sideOf(transition);
  const enterprise = enterprises.get(enterpriseId);
  const unit = units.get(unitId);
  return {
    countyCode,
    enterpriseId,
    enterpriseKey: enterprise ? nameKey(enterprise.name) : '',
    enterpriseCode: enterprise?.creditCode ?? null,
    unitId,
    unitNo: unit?.unitNo ?? null,
    unitName: unit?.name ?? null,
    unitKey: unit ? nameKey(unit.name) : null,
    unitCode: unit?.creditCode ?? null,
    fromStatus: from?.status ?? null,
    toStatus: to?.status ?? null,
    before: from && keptOf(from),
    undoesId: undoesId ?? null,
  };
}

const entryChange = ({ id, countyCode, name, creditCode }: EnterpriseDetail, undoesId: number | null): NewChange => ({
  countyCode,
  enterpriseId: id,
  enterpriseKey: nameKey(name),
  enterpriseCode: creditCode,
  unitId: null,
  unitNo: null,
  unitName: null,
  unitKey: null,
  unitCode: null,
  fromStatus: null,
  toStatus: null,
  before: null,
  undoesId,
});

function refuseStale(done: boolean): void {
  if (!done) throw new Problem('conflict', 'stale-version', '该匹配已被他人修改，请查看最新内容后重新操作。');
}

/** A unit's people count for one enterprise only. */
export const linkedElsewhere = (): Problem =>
  new Problem('conflict', 'unit-linked-elsewhere', '该参保单位已关联到另一家企业。如确有错误，请先驳回原关联，再确认本条。');
