import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { RegistryStore } from '../registry/index.js';
import { nameKey, RULESET_VERSION } from './domain/index.js';
import { LINKS_LOCK, LinkStore, type Link, type NewDecision } from './link.store.js';

type Verdict = NewDecision['status'];

/** A person says whether an enterprise and a unit are the same. Decisions are remembered across re-imports and can be undone. */
@Injectable()
export class DecideLink {
  constructor(
    private readonly links: LinkStore,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Decides a candidate, or overrules an automatic link. */
  async decide(principal: Principal, linkId: number, verdict: Verdict, version: number, note: string | null): Promise<Link> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const link = await this.links.find(linkId, principal.scope);
      if (!link) throw notFound('该匹配');
      if (verdict === 'confirmed') await this.refuseSecondOwner(link);
      if (!(await this.links.decide(linkId, version, this.decision(principal, verdict, note)))) throw stale(link);
      if (verdict === 'confirmed') await this.rememberName(link, principal);
      return this.reread(linkId, principal);
    });
  }

  /** Links an enterprise with a unit that was not among its candidates. */
  async link(principal: Principal, enterpriseId: number, unitId: number, note: string | null): Promise<Link> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const enterprise = await this.registry.enterprise(enterpriseId, principal.scope);
      const [unit] = await this.enrolment.unitsById([unitId]);
      if (!enterprise || !unit) throw notFound('该企业或参保单位');
      const known = await this.links.findPair(enterpriseId, unitId, principal.scope);
      if (known) return this.decide(principal, known.id, 'confirmed', known.version, note);
      await this.refuseSecondOwner({ enterpriseId, unitId });
      const made = await this.links.addManual(
        { enterpriseId, unitId, countyCode: enterprise.countyCode },
        this.decision(principal, 'confirmed', note),
        RULESET_VERSION,
      );
      await this.rememberName(made, principal);
      return made;
    });
  }

  /** Takes a decision back: the pair stands before the reviewer again. */
  async undo(principal: Principal, linkId: number, version: number): Promise<Link> {
    demand(principal, 'match.decide');
    return this.exclusively(async () => {
      const link = await this.links.find(linkId, principal.scope);
      if (!link || link.decidedAt === null) throw notFound('该匹配决定');
      if (!(await this.links.reopen(linkId, version, this.clock.now()))) throw stale(link);
      // A name learnt from this link would otherwise link it again, by itself.
      await this.registry.forgetAliases(linkId);
      return this.reread(linkId, principal);
    });
  }

  /** Matching and deciding follow each other: that a unit has no other owner stays true until it is written. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.database.unitOfWork(work, LINKS_LOCK);
  }

  private decision(principal: Principal, status: Verdict, note: string | null): NewDecision {
    return { status, by: principal.displayName, at: this.clock.now(), note };
  }

  /** A unit's people count for one enterprise only. */
  private async refuseSecondOwner({ enterpriseId, unitId }: Pick<Link, 'enterpriseId' | 'unitId'>): Promise<void> {
    const owners = await this.links.statusesOfUnits([unitId]);
    const other = owners.find((owner) => owner.enterpriseId !== enterpriseId && (owner.status === 'confirmed' || owner.status === 'auto'));
    if (!other) return;
    throw new Problem('conflict', 'unit-linked-elsewhere', '该参保单位已关联到另一家企业。如确有错误，请先驳回原关联，再确认本条。');
  }

  private async rememberName({ id, enterpriseId, unitId, relation }: Link, principal: Principal): Promise<void> {
    if (relation === 'branch' || relation === 'project') return;
    const [unit] = await this.enrolment.unitsById([unitId]);
    if (!unit) return;
    const { name } = unit;
    await this.registry.learnAlias({
      enterpriseId,
      linkId: id,
      name,
      nameKey: nameKey(name),
      by: principal.displayName,
      at: this.clock.now(),
    });
  }

  private async reread(linkId: number, principal: Principal): Promise<Link> {
    const link = await this.links.find(linkId, principal.scope);
    if (!link) throw notFound('该匹配');
    return link;
  }
}

const stale = ({ version, status, decidedBy }: Link): Problem => staleVersion('该匹配', { version, status, decidedBy });
