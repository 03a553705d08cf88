import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { CaseStore, type KeptCase } from '../cases/index.js';
import { carrierOf } from './domain/index.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';
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
    let unplaced = 0;
    for (const one of kept) {
      const { diagnosedOn } = one.case;
      const carrier = carrierOf({ caseId: one.caseId, diagnosedOn }, reports, counted);
      if (carrier?.reportId === report.id) carried.push({ ...one, supplementary: carrier.supplementary });
      else if (!carrier && !reports.some(({ windowFrom, windowTo }) => windowFrom <= diagnosedOn && diagnosedOn <= windowTo)) unplaced += 1;
    }
    return { carried, unplaced };
  }
}
