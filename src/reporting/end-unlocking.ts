import { Injectable } from '@nestjs/common';
import { SYSTEM_NAME } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { OverrideStore } from './override.store.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';
import { SubmissionStore } from './submission.store.js';

/** Lets an unlocking run out: the report is again what was submitted, and what was changed during the unlocking ends. */
@Injectable()
export class EndUnlocking {
  constructor(
    private readonly reports: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly overrides: OverrideStore,
    private readonly clock: Clock,
  ) {}

  /** In a unit of work, once `unlocking.until` has come. Does nothing where it was done before. */
  async lapse(report: CountyReport): Promise<void> {
    const { unlocking, submissionId } = report;
    if (!unlocking || submissionId === null) return;
    const receipt = (await this.submissions.receipts(report)).find(({ id }) => id === submissionId);
    if (!receipt) throw new Error(`Report ${report.id} lacks its submission.`);
    const at = this.clock.now();
    const event = { type: 'lapse', madeBy: SYSTEM_NAME, madeAt: at, reason: '解锁期限已到，恢复为已提交的内容' } as const;
    if (!(await this.reports.lapse(report, receipt.snapshotId, event))) return;
    await this.overrides.restore(report, unlocking.at, SYSTEM_NAME, at);
  }
}
