import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { FreezeCoverage } from '../coverage/index.js';
import { Database } from '../platform/database/index.js';
import { MakeDraft, type Draft } from './draft.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type ReportFile } from './reporting.store.js';
import { WriteForms } from './write-forms.js';

/** How the result is committed: a plain unit of work, or one that is fenced by a job's lease. */
export type Commit = <T>(work: () => Promise<T>) => Promise<T>;

/** Fills a county's report from the data of the moment, freezes the coverage that it states and writes its forms. */
@Injectable()
export class PrepareReport {
  constructor(
    private readonly store: ReportingStore,
    private readonly held: HoldReport,
    private readonly drafts: MakeDraft,
    private readonly coverage: FreezeCoverage,
    private readonly forms: WriteForms,
    private readonly database: Database,
  ) {}

  /** May be repeated until the report is submitted; the newest preparation is the report's. */
  async run(principal: Principal, reportId: number, late: boolean, commit: Commit): Promise<ReportFile[]> {
    demand(principal, 'report.prepare');
    const { report, coverage, stated } = await this.database.unitOfWork(() => this.gather(principal, reportId));
    const { files, at } = await this.forms.run(report, { coverage, stated, hash: coverage.hash });
    await commit(async () => {
      const snapshot = await this.coverage.keep(principal, coverage);
      const preparation = { snapshotId: snapshot.id, late, at, by: principal.displayName, files };
      if (!(await this.store.recordPreparation(report, preparation)))
        throw await this.held.stale(await this.held.find(principal, reportId), report.version);
      this.held.record(principal, 'report.prepared', report, { after: { snapshotId: snapshot.id, hash: coverage.hash, late } });
    });
    return this.filesOf(principal, reportId);
  }

  async filesOf(principal: Principal, reportId: number): Promise<ReportFile[]> {
    demand(principal, 'report.read');
    return this.store.files(await this.held.find(principal, reportId));
  }

  private async gather(principal: Principal, reportId: number): Promise<Draft> {
    const report = await this.held.find(principal, reportId);
    this.held.refuseState(report, 'edit');
    return this.drafts.of(principal, report);
  }
}
