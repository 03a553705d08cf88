import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { differenceBetween, type Difference } from './domain/index.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CountyReport, type ReportFile } from './reporting.store.js';
import { readSubmitted, type SubmittedContent } from './submitted-content.js';
import { SubmissionStore, type Receipt } from './submission.store.js';

export interface ReceiptWithFiles extends Receipt {
  readonly files: readonly ReportFile[];
}

/** What a county has handed in, version by version. Every content that is read is checked against its hash. */
@Injectable()
export class ReadSubmissions {
  constructor(
    private readonly held: HoldReport,
    private readonly submissions: SubmissionStore,
    private readonly reports: ReportingStore,
  ) {}

  /** 回执 of every version, oldest first. */
  async receipts(principal: Principal, reportId: number): Promise<ReceiptWithFiles[]> {
    demand(principal, 'report.read');
    const report = await this.held.find(principal, reportId);
    const receipts = await this.submissions.receipts(report);
    return Promise.all(
      receipts.map(async (receipt) => ({ ...receipt, files: await this.reports.filesOfSnapshot(report, receipt.snapshotId) })),
    );
  }

  /** Throws Problem `not-found` or `submission-damaged`. */
  async content(principal: Principal, reportId: number, number: number): Promise<{ receipt: Receipt; content: SubmittedContent }> {
    demand(principal, 'report.read');
    return this.read(await this.held.find(principal, reportId), number);
  }

  /** What version `to` says otherwise than version `from`. */
  async difference(principal: Principal, reportId: number, from: number, to: number): Promise<Difference> {
    demand(principal, 'report.read');
    const report = await this.held.find(principal, reportId);
    const [before, after] = [await this.read(report, from), await this.read(report, to)];
    return differenceBetween(before.content.forms, after.content.forms);
  }

  private async read(report: CountyReport, number: number): Promise<{ receipt: Receipt; content: SubmittedContent }> {
    const submission = await this.submissions.find(report, number);
    if (!submission) throw notFound('该次提交');
    const { content, ...receipt } = submission;
    return { receipt, content: readSubmitted(content) };
  }
}
