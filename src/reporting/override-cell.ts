import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { demandCell, demandReason, readOverrideValue, type CellAddress, type CellValue } from './domain/index.js';
import { MakeDraft } from './draft.js';
import { HoldReport } from './hold-report.js';
import { OverrideStore } from './override.store.js';
import { ReportingStore, type CountyReport, type NewEvent } from './reporting.store.js';

/** A person puts another value in the place of the system's, with a reason, or takes it away again. */
@Injectable()
export class OverrideCell {
  constructor(
    private readonly held: HoldReport,
    private readonly drafts: MakeDraft,
    private readonly overrides: OverrideStore,
    private readonly reports: ReportingStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `right-missing`, `not-found`, `stale-version`, `report-closed`, `cell-unknown`, `override-value-invalid` or `reason-missing`. */
  async set(
    principal: Principal,
    reportId: number,
    version: number,
    address: CellAddress,
    value: CellValue,
    reason: string,
  ): Promise<CountyReport> {
    demand(principal, 'report.fill');
    const words = demandReason(reason, '更改系统数据');
    const accepted = readOverrideValue(address, value);
    return this.change(principal, reportId, version, async (report, madeBy, madeAt) => {
      const systemValue = demandCell((await this.drafts.look(principal, report)).system, address);
      await this.overrides.set(report, { address, value: accepted, systemValue, reason: words, madeBy, madeAt });
      this.held.record(principal, 'report.overridden', report, {
        before: { ...address, value: valueTold(systemValue) },
        after: { ...address, value: valueTold(accepted) },
        reason: words,
      });
      return { type: 'override', reason: words, cells: [{ ...address, note: '' }], madeBy, madeAt };
    });
  }

  /** Throws Problem `right-missing`, `not-found`, `stale-version` or `report-closed`. */
  async end(principal: Principal, reportId: number, version: number, address: CellAddress): Promise<CountyReport> {
    demand(principal, 'report.fill');
    return this.change(principal, reportId, version, async (report, madeBy, madeAt) => {
      if (!(await this.overrides.end(report, address, madeBy, madeAt))) throw notFound('该单元格的更改');
      this.held.record(principal, 'report.override-removed', report, { before: { ...address }, after: { ...address, value: null } });
      return { type: 'end-override', cells: [{ ...address, note: '' }], madeBy, madeAt };
    });
  }

  /** A returned or not yet opened report is taken up by the change. */
  private change(
    principal: Principal,
    reportId: number,
    version: number,
    work: (report: CountyReport, by: string, at: Date) => Promise<NewEvent>,
  ): Promise<CountyReport> {
    return this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, version, 'edit');
      const at = this.clock.now();
      const event = await work(report, principal.displayName, at);
      const changed = await this.reports.change(report, { state: 'drafting', openedAt: report.openedAt ?? at }, event);
      if (!changed) throw await this.held.stale(report, version);
      return this.held.find(principal, reportId);
    });
  }
}

/** Words in a cell may be a person's name or illness: the audit trail holds that there were some. The report's own history has them, sealed. */
const valueTold = (value: CellValue): number | string | null => (typeof value === 'string' ? `（文字，${value.length} 字）` : value);
