import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditTrail, type AuditValues, type Principal } from '../access/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { allows, REPORT_STATE_NAMES, type ReportAction } from './domain/index.js';
import { EndUnlocking } from './end-unlocking.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

/** What is told of a change beside whose it is; state and version before it are added. */
export interface ReportChange {
  readonly before?: AuditValues;
  readonly after?: AuditValues;
  readonly reason?: string;
}

/** The report that a use case works on: found in the principal's scope, as the person saw it, and in a state that lets it be changed. */
@Injectable()
export class HoldReport {
  constructor(
    private readonly store: ReportingStore,
    private readonly unlocking: EndUnlocking,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `not-found`. */
  async find(principal: Principal, reportId: number): Promise<CountyReport> {
    const report = await this.store.find(reportId, principal.scope);
    if (!report) throw notFound('该报表');
    return report;
  }

  /**
   * For changing, in a unit of work. An unlocking that has run out ends first, so that nothing made during it is taken for what was
   * submitted. Throws Problem `not-found`, `stale-version` with what changed since, or `report-state`.
   */
  async forChange(principal: Principal, reportId: number, version: number, action: ReportAction): Promise<CountyReport> {
    const report = await this.find(principal, reportId);
    if (report.version !== version) throw await this.stale(report, version);
    this.refuseState(report, action);
    if (report.unlocking === null || this.clock.now() < report.unlocking.until) return report;
    await this.unlocking.lapse(report);
    return this.find(principal, reportId);
  }

  /** Throws Problem `report-state`. */
  refuseState({ state }: CountyReport, action: ReportAction): void {
    if (allows(state, action)) return;
    const { code, message } = REFUSALS[action];
    throw new Problem('conflict', code, `该报表${REPORT_STATE_NAMES[state]}，${message}`, { state });
  }

  /** Writes into the audit trail, in the current unit of work, what a person has made of a report. */
  record(principal: Principal, action: AuditAction, report: CountyReport, { before, after, reason }: ReportChange): void {
    this.audit.record(principal, {
      action,
      subject: { kind: 'report', id: report.id },
      county: report.countyCode,
      before: { state: report.state, version: report.version, ...before },
      after: after ?? null,
      reason,
    });
  }

  /** What a person is told whose view of the report is out of date: who has done what since. */
  async stale(report: CountyReport, version: number): Promise<Problem> {
    const changes = (await this.store.history(report, version)).map(({ type, toState, madeBy, madeAt, cells }) => {
      return { type, state: toState, by: madeBy, at: madeAt, cells: cells.map(({ form, row, field }) => ({ form, row, field })) };
    });
    return staleVersion('该报表', { version: report.version, state: report.state, changes });
  }
}

const state = (message: string): { code: string; message: string } => ({ code: 'report-state', message });

const REFUSALS: Readonly<Record<ReportAction, { readonly code: string; readonly message: string }>> = {
  open: state('不需要再次打开。'),
  edit: { code: 'report-closed', message: '内容不再变更。如确需更正，请由市级审核员退回或解锁。' },
  submit: state('不能提交。已退回的请先重新填报，未开始的请先打开填报。'),
  accept: state('不能接收，只有已提交的报表可以接收。'),
  return: state('不能退回，只有已提交的报表可以退回；已接收的请使用解锁。'),
  unlock: state('不能解锁，只有已提交或已接收的报表可以解锁。'),
  lapse: state('没有需要恢复的解锁。'),
};
