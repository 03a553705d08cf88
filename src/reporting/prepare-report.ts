import { Injectable } from '@nestjs/common';
import { demand, Scope, type Principal } from '../access/index.js';
import { CaseStore } from '../cases/index.js';
import { FreezeCoverage, type FrozenCoverage } from '../coverage/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { FORM_NAMES, mayBePrepared, REPORT_STATE_NAMES, type ReportForm } from './domain/index.js';
import { annex2Form, annex3Form, coverageSummaryForm } from './form-contents.js';
import { FormHeads } from './form-heads.js';
import { fillAnnex2, fillAnnex3, fillCoverageSummary } from './forms/index.js';
import { ReportingStore, type CountyReport, type ReportFile } from './reporting.store.js';

/** How the result is committed: a plain unit of work, or one that is fenced by a job's lease. */
export type Commit = <T>(work: () => Promise<T>) => Promise<T>;

/** Freezes a county's coverage as of the end of the report's window and writes its three forms. */
@Injectable()
export class PrepareReport {
  constructor(
    private readonly store: ReportingStore,
    private readonly coverage: FreezeCoverage,
    private readonly cases: CaseStore,
    private readonly heads: FormHeads,
    private readonly files: FileStore,
    private readonly database: Database,
  ) {}

  /** May be repeated until the report is submitted; the newest preparation is the report's. */
  async run(principal: Principal, reportId: number, late: boolean, commit: Commit): Promise<ReportFile[]> {
    demand(principal, 'report.prepare');
    const { report, frozen, cases } = await this.database.unitOfWork(() => this.gather(principal, reportId));
    const { head, now, templatesDir } = await this.heads.of(report);
    const forms = await this.keepFiles(report, [
      ['coverage-summary', await fillCoverageSummary(templatesDir, coverageSummaryForm(head, frozen))],
      ['annex-2', await fillAnnex2(templatesDir, annex2Form(head, frozen))],
      ['annex-3', await fillAnnex3(templatesDir, annex3Form(head, cases))],
    ]);
    await commit(async () => {
      const snapshot = await this.coverage.keep(principal, frozen);
      const recorded = await this.store.recordPreparation(report, { snapshotId: snapshot.id, late, at: now, files: forms });
      if (!recorded) throw staleVersion('该报表', { version: report.version });
    });
    return this.filesOf(principal, reportId);
  }

  async filesOf(principal: Principal, reportId: number): Promise<ReportFile[]> {
    demand(principal, 'report.read');
    const report = await this.store.find(reportId, principal.scope);
    if (!report) throw notFound('该报表');
    return this.store.files(report);
  }

  private async gather(
    principal: Principal,
    reportId: number,
  ): Promise<{ report: CountyReport; frozen: FrozenCoverage; cases: Awaited<ReturnType<CaseStore['diagnosedWithin']>> }> {
    const report = await this.store.find(reportId, principal.scope);
    if (!report) throw notFound('该报表');
    if (!mayBePrepared(report.state))
      throw new Problem('conflict', 'report-closed', `该报表${REPORT_STATE_NAMES[report.state]}，内容不再变更。`);
    const county: Scope = principal.scope.narrow(report.countyCode);
    return {
      report,
      frozen: await this.coverage.measure(principal, report.countyCode, report.windowTo),
      cases: await this.cases.diagnosedWithin(county, report.windowFrom, report.windowTo),
    };
  }

  private async keepFiles(
    report: CountyReport,
    forms: readonly (readonly [ReportForm, Buffer])[],
  ): Promise<Pick<ReportFile, 'form' | 'fileName' | 'fileHash'>[]> {
    const kept = [];
    for (const [form, bytes] of forms) {
      const fileName = `${report.dueOn}_${report.countyCode}_${FORM_NAMES[form]}.xlsx`;
      kept.push({ form, fileName, fileHash: await this.files.put(bytes) });
    }
    return kept;
  }
}
