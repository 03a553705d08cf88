import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { CaseStore, type KeptCase } from '../cases/index.js';
import { carrierOf, type FormRow } from './domain/index.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';
import { readSubmitted } from './submitted-content.js';
import { SubmissionStore } from './submission.store.js';

/** A case that a report counts. */
export interface CarriedCase extends KeptCase {
  /** 补报: diagnosed in an earlier window, whose report was handed in without it. */
  readonly supplementary: boolean;
}

export interface CasesOfReport {
  readonly carried: readonly CarriedCase[];
  /** How many cases of the county lie before the windows of all its reports: none carries them by itself. */
  readonly unplaced: number;
  /** Cases that another report of the county has counted. */
  readonly countedElsewhere: readonly KeptCase[];
  /** Rows of 附件3 of the county's last report before this one and of this one's last version, the older ones first. */
  readonly statedBefore: readonly FormRow[];
}

/** Which of a county's cases a report counts, as things stand. */
@Injectable()
export class FindCasesOfReport {
  constructor(
    private readonly cases: CaseStore,
    private readonly reports: ReportingStore,
    private readonly submissions: SubmissionStore,
  ) {}

  async of(report: CountyReport, county: Scope): Promise<CasesOfReport> {
    const kept = await this.cases.diagnosedBy(county, report.windowTo);
    const reports = (await this.reports.list(county, {})).filter(({ forms }) => forms.includes('annex-3'));
    const counted = await this.submissions.carriers(county);
    const carried: CarriedCase[] = [];
    const countedElsewhere: KeptCase[] = [];
    let unplaced = 0;
    for (const one of kept) {
      const { diagnosedOn } = one.case;
      const carrier = carrierOf({ caseId: one.caseId, diagnosedOn }, reports, counted);
      if (carrier?.reportId === report.id) carried.push({ ...one, supplementary: carrier.supplementary });
      else if (counted.has(one.caseId)) countedElsewhere.push(one);
      else if (!carrier && !reports.some(({ windowFrom, windowTo }) => windowFrom <= diagnosedOn && diagnosedOn <= windowTo)) unplaced += 1;
    }
    return { carried, unplaced, countedElsewhere, statedBefore: await this.statedBefore(report, reports) };
  }

  private async statedBefore(report: CountyReport, reports: readonly CountyReport[]): Promise<FormRow[]> {
    const last = reports.filter(({ windowTo, submissionId }) => submissionId !== null && windowTo < report.windowTo).at(-1);
    const rows: FormRow[] = [];
    for (const handedIn of [last, report]) {
      if (!handedIn || handedIn.submissionId === null) continue;
      const submission = await this.submissions.byId(handedIn, handedIn.submissionId);
      if (submission) rows.push(...(readSubmitted(submission.content).forms['annex-3'] ?? []));
    }
    return rows;
  }
}
