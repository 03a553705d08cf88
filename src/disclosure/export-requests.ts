import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type AuditAction, type Principal } from '../access/index.js';
import { maskIdNumbersIn, notFound, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { ClearFiles } from './clear-files.js';
import { DisclosureStore } from './disclosure.store.js';
import { readReason, refuseDecision, type ExportKind, type ExportRequest } from './domain/index.js';

/** A request is seen in its own region and in those above. */
export const regionsSeen = ({ regionCode, scope }: Principal): string[] => [...new Set([regionCode, ...scope.countyCodes])];

const LONGEST_TITLE = 255;

/** Requests for files in the clear: asked for by one person, decided by another. */
@Injectable()
export class ExportRequests {
  constructor(
    private readonly store: DisclosureStore,
    private readonly files: ClearFiles,
    private readonly audit: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, page: { readonly beforeId?: number | undefined; readonly limit: number }): Promise<ExportRequest[]> {
    demand(principal, 'personal-data.export');
    return this.store.list(regionsSeen(principal), page);
  }

  /** Throws Problem `not-found`. */
  async find(principal: Principal, id: number): Promise<ExportRequest> {
    demand(principal, 'personal-data.export');
    const request = await this.store.find(id, regionsSeen(principal));
    if (!request) throw notFound('该导出申请');
    return request;
  }

  /** Throws Problem `right-missing`, `reason-missing`, `not-found` or `export-kind-unknown`. */
  async ask(principal: Principal, kind: ExportKind, subject: string, reasonTyped: string): Promise<ExportRequest> {
    demand(principal, 'personal-data.export');
    const reason = readReason(reasonTyped);
    const { title, countyCode } = await this.files.of(kind).describe(principal, subject);
    const { userId, displayName, regionCode } = principal;
    return this.database.unitOfWork(async () => {
      const request = await this.store.add({
        kind,
        subject,
        title: maskIdNumbersIn(title).slice(0, LONGEST_TITLE),
        countyCode,
        regionCode,
        reason,
        requestedById: userId ?? 0,
        requestedBy: displayName,
        requestedAt: this.clock.now(),
      });
      this.record(principal, 'personal.export-requested', request, reason);
      return request;
    });
  }

  approve(principal: Principal, id: number, version: number): Promise<ExportRequest> {
    return this.decide(principal, id, version, { state: 'approved', reason: null });
  }

  async reject(principal: Principal, id: number, version: number, reasonTyped: string): Promise<ExportRequest> {
    return this.decide(principal, id, version, { state: 'rejected', reason: readReason(reasonTyped) });
  }

  /** Whoever decides has to be able to see the file, too. */
  private async decide(
    principal: Principal,
    id: number,
    version: number,
    { state, reason }: { readonly state: 'approved' | 'rejected'; readonly reason: string | null },
  ): Promise<ExportRequest> {
    demand(principal, 'personal-data.approve');
    const found = await this.find(principal, id);
    await this.files.of(found.kind).describe(principal, found.subject);
    await this.database.unitOfWork(async () => {
      const request = await this.find(principal, id);
      refuseDecision(request, principal.userId, this.clock.now());
      const decision = { state, decidedBy: principal.displayName, decidedAt: this.clock.now(), decisionReason: reason };
      if (request.version !== version || !(await this.store.decide(request, decision)))
        throw staleVersion('该导出申请', { version: request.version, state: request.state });
      this.record(principal, state === 'approved' ? 'personal.export-approved' : 'personal.export-rejected', request, reason);
    });
    return this.find(principal, id);
  }

  private record(principal: Principal, action: AuditAction, { id, kind, subject, countyCode }: ExportRequest, reason: string | null): void {
    this.audit.record(principal, { action, subject: { kind: 'export', id }, county: countyCode, after: { kind, subject }, reason });
  }
}
