import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { FreezeCoverage } from '../coverage/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { receiptNumber } from './domain/index.js';
import type { Draft } from './draft.js';
import type { FrozenReport } from './freeze-report.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore } from './reporting.store.js';
import { SubmissionStore, type Receipt } from './submission.store.js';
import type { WrittenForms } from './write-forms.js';

/** Everything that a submission consists of, ready to be written down. */
export interface ReadySubmission {
  readonly draft: Draft;
  readonly number: number;
  readonly frozen: FrozenReport;
  readonly written: WrittenForms;
}

/** Writes a submission down: snapshot, files, cases, state, history and receipt. */
@Injectable()
export class KeepSubmission {
  constructor(
    private readonly held: HoldReport,
    private readonly reports: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly coverage: FreezeCoverage,
    private readonly clock: Clock,
  ) {}

  /**
   * In a unit of work under `REPORTS_LOCK`. Throws Problem `stale-version`, `report-state` where an unlocking has run out meanwhile, or
   * `draft-changed` where another report has counted a case.
   */
  async run(principal: Principal, { draft, number, frozen, written }: ReadySubmission): Promise<Receipt> {
    const { report, coverage, cases } = draft;
    const current = await this.held.find(principal, report.id);
    if (current.version !== report.version) throw await this.held.stale(current, report.version);
    this.held.refuseState(current, 'submit');
    const at = this.clock.now();
    const snapshot = await this.coverage.keep(principal, coverage);
    const { content, hash, rules, batchIds } = frozen;
    const receipt = await this.submissions.add(
      {
        reportId: report.id,
        countyCode: report.countyCode,
        number,
        receiptNumber: receiptNumber(report, number),
        content,
        hash,
        rules,
        snapshotId: snapshot.id,
        submittedBy: principal.displayName,
        submittedAt: at,
      },
      batchIds,
    );
    if (!(await this.submissions.assignCases(report, cases.carried, at))) throw counted();
    await this.reports.keepFiles(report, snapshot.id, written.files, at);
    const changes = {
      state: 'submitted',
      snapshotId: snapshot.id,
      submissionId: receipt.id,
      firstSubmittedAt: report.firstSubmittedAt ?? at,
      submittedAt: at,
      unlocking: null,
    } as const;
    const event = { type: 'submit', submissionId: receipt.id, madeBy: principal.displayName, madeAt: at } as const;
    const changed = await this.reports.change(report, changes, event);
    if (!changed) throw await this.held.stale(await this.held.find(principal, report.id), report.version);
    this.held.record(principal, 'report.submitted', report, { after: { state: 'submitted', number, hash, submissionId: receipt.id } });
    return receipt;
  }
}

const counted = (): Problem => new Problem('conflict', 'draft-changed', '有病例刚刚被列入本旗县区另一期报表，请重新查看报表后再提交。');
