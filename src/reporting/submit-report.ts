import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { isAdvisory, isCompulsory, type Finding } from './domain/index.js';
import { MakeDraft, type Draft } from './draft.js';
import { freezeReport } from './freeze-report.js';
import { HoldReport } from './hold-report.js';
import { KeepSubmission } from './keep-submission.js';
import { REPORTS_LOCK } from './plan-reports.js';
import { SubmissionStore, type Receipt } from './submission.store.js';
import { WriteForms } from './write-forms.js';

/** What the person who hands in has seen. */
export interface SubmissionRequest {
  readonly version: number;
  /** `Draft.hash`: what is handed in is what was looked at. */
  readonly draftHash: string;
  /** The advisory findings were read. */
  readonly acknowledged: boolean;
}

/** The county's leader hands in a report: it is frozen as it stands, and no later data change it. */
@Injectable()
export class SubmitReport {
  constructor(
    private readonly held: HoldReport,
    private readonly drafts: MakeDraft,
    private readonly submissions: SubmissionStore,
    private readonly forms: WriteForms,
    private readonly keeper: KeepSubmission,
    private readonly database: Database,
  ) {}

  /**
   * 填报中 → 已提交. Throws Problem `right-missing`, `not-found`, `stale-version`, `report-state`, `draft-changed`, `checks-failed` with the
   * compulsory findings, or `checks-not-acknowledged` with the advisory ones.
   */
  async run(principal: Principal, reportId: number, request: SubmissionRequest): Promise<Receipt> {
    demand(principal, 'report.submit');
    const { draft, number } = await this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, request.version, 'submit');
      const made = await this.drafts.of(principal, report);
      refuseUnready(made, request);
      return { draft: made, number: (await this.submissions.receipts(report)).length + 1 };
    });
    const frozen = freezeReport(draft, number);
    const written = await this.forms.run(draft.report, { coverage: draft.coverage, stated: draft.stated, hash: frozen.hash });
    return this.database.unitOfWork(async () => {
      // Filling forms takes a while: what has changed meanwhile, an import undone or another report handed in, must not slip in.
      if ((await this.drafts.look(principal, draft.report)).hash !== draft.hash) throw draftChanged();
      return this.keeper.run(principal, { draft, number, frozen, written });
    }, REPORTS_LOCK);
  }
}

function refuseUnready({ findings, hash }: Draft, { draftHash, acknowledged }: SubmissionRequest): void {
  const compulsory = findings.filter(isCompulsory);
  if (compulsory.length > 0)
    throw unready('checks-failed', `报表有 ${compulsory.length} 处必须改正的问题，不能提交，请逐条改正后重试。`, compulsory);
  if (hash !== draftHash) throw draftChanged();
  const advisory = findings.filter(isAdvisory);
  if (advisory.length > 0 && !acknowledged)
    throw unready('checks-not-acknowledged', `报表有 ${advisory.length} 处提示，请逐条查看并确认后再提交。`, advisory);
}

const draftChanged = (): Problem =>
  new Problem('conflict', 'draft-changed', '报表数据在您查看之后有变化，请重新查看报表和检查结果后再提交。');

const unready = (code: string, message: string, findings: readonly Finding[]): Problem =>
  new Problem('unreadable', code, message, { findings });
