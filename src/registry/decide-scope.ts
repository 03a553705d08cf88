import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { monthOf, notFound, Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import type { LineInForce, ScopeProposal } from './domain/index.js';
import { RegistryStore, type RecordedDecision } from './registry.store.js';

/** A proposal to leave an enterprise out of the denominator, with what has been decided of it. */
export interface ScopeProposalEntry {
  readonly line: LineInForce;
  readonly proposal: ScopeProposal;
  readonly decision: RecordedDecision | null;
}

/** An enterprise's proposal is decided once: deciding follows deciding. */
const SCOPE_LOCK = 'scope';

/** Scope proposals from 备注 (DOMAIN "Registry"): they change nothing until a person confirms or rejects them with a reason. */
@Injectable()
export class DecideScope {
  constructor(
    private readonly store: RegistryStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Proposals of the lines in force today, open and decided. */
  async list(principal: Principal, countyCode?: string): Promise<ScopeProposalEntry[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const [lines, decisions] = await Promise.all([
      this.store.linesInForce(scope, monthOf(this.clock.today())),
      this.store.decisions(scope),
    ]);
    return lines.flatMap((line) => {
      if (line.proposal === null) return [];
      const decision = decisions.get(line.enterpriseId)?.find(({ proposal }) => proposal === line.proposal) ?? null;
      return [{ line, proposal: line.proposal, decision }];
    });
  }

  /** Decides the open proposal of an enterprise. Refused where there is none or it is decided already. */
  async decide(
    principal: Principal,
    enterpriseId: number,
    verdict: RecordedDecision['verdict'],
    reason: string,
  ): Promise<RecordedDecision> {
    demand(principal, 'scope.decide');
    return this.database.unitOfWork(async () => {
      const entry = await this.entryOf(principal, enterpriseId);
      if (entry.decision) throw alreadyDecided(entry.decision);
      const decision = await this.store.addDecision({
        enterpriseId,
        proposal: entry.proposal,
        verdict,
        effectiveMonth: entry.line.proposedMonth,
        reason,
        decidedBy: principal.displayName,
        decidedAt: this.clock.now(),
      });
      this.audit.record(principal, {
        action: 'scope.decided',
        subject: { kind: 'enterprise', id: enterpriseId },
        county: entry.line.countyCode,
        before: { proposal: entry.proposal, verdict: null },
        after: { proposal: entry.proposal, verdict, effectiveMonth: entry.line.proposedMonth, decisionId: decision.id },
        reason,
      });
      return decision;
    }, SCOPE_LOCK);
  }

  async undo(principal: Principal, decisionId: number): Promise<void> {
    demand(principal, 'scope.decide');
    await this.database.unitOfWork(async () => {
      const decision = await this.store.decision(decisionId, principal.scope);
      const undone = decision && (await this.store.undoDecision(decisionId, principal.displayName, this.clock.now()));
      if (!undone) throw notFound('该认定记录');
      const { enterpriseId, verdict, proposal } = decision;
      this.audit.record(principal, {
        action: 'scope.decision-removed',
        subject: { kind: 'enterprise', id: enterpriseId },
        county: (await this.store.enterprise(enterpriseId, principal.scope))?.countyCode,
        before: { decisionId, proposal, verdict },
        after: { proposal, verdict: null },
      });
    });
  }

  /** Records a 参保凭证 for an enterprise insured in another pooling area. */
  async recordProof(
    principal: Principal,
    enterpriseId: number,
    proof: { readonly insuredCount: number; readonly validFrom: LocalDate; readonly validTo: LocalDate | null; readonly document: string },
  ): Promise<void> {
    demand(principal, 'scope.decide');
    await this.database.unitOfWork(async () => {
      const enterprise = await this.store.enterprise(enterpriseId, principal.scope);
      if (!enterprise) throw notFound('该企业');
      await this.store.addProof({ enterpriseId, ...proof }, principal.displayName, this.clock.now());
      this.audit.record(principal, {
        action: 'proof.added',
        subject: { kind: 'enterprise', id: enterpriseId },
        county: enterprise.countyCode,
        after: proof,
      });
    });
  }

  private async entryOf(principal: Principal, enterpriseId: number): Promise<ScopeProposalEntry> {
    const enterprise = await this.store.enterprise(enterpriseId, principal.scope);
    if (!enterprise) throw notFound('该企业');
    const entries = await this.list(principal, enterprise.countyCode);
    const entry = entries.find(({ line }) => line.enterpriseId === enterpriseId);
    if (!entry) throw new Problem('conflict', 'scope-not-proposed', '该企业的备注没有提出退出统计范围，无需认定。');
    return entry;
  }
}

function alreadyDecided({ id, verdict, decidedBy }: RecordedDecision): Problem {
  const word = verdict === 'confirmed' ? '确认' : '驳回';
  return new Problem('conflict', 'scope-already-decided', `该建议已由${decidedBy}${word}。如需更改，请先撤销原认定。`, {
    decisionId: id,
    verdict,
  });
}
