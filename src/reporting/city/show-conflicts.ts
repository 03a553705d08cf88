import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { CaseStore, type KeptCase } from '../../cases/index.js';
import { RegionSource } from '../../geography/index.js';
import { ReportingStore, type CountyReport } from '../reporting.store.js';
import { SubmissionStore } from '../submission.store.js';

/** One county's share of a conflict. */
export interface ConflictingCase extends KeptCase {
  readonly countyName: string;
  /** The handed-in report that counts it; null while none does. */
  readonly report: CountyReport | null;
}

/** 上报冲突: the same person with the same disease, reported by more than one county. The city sees all of them, a county only that there is one. */
@Injectable()
export class ShowConflicts {
  constructor(
    private readonly cases: CaseStore,
    private readonly submissions: SubmissionStore,
    private readonly reports: ReportingStore,
    private readonly regions: RegionSource,
  ) {}

  /** Throws Problem `right-missing`. */
  async run(principal: Principal): Promise<ConflictingCase[][]> {
    demand(principal, 'report.review');
    const groups = await this.cases.heldByMoreThanOne(principal.scope);
    if (groups.length === 0) return [];
    const [tree, carriers, reports] = await Promise.all([
      this.regions.tree(),
      this.submissions.carriers(principal.scope),
      this.reports.list(principal.scope, {}),
    ]);
    const byId = new Map(reports.map((report) => [report.id, report]));
    return groups.map((group) =>
      group.map((one) => {
        const { countyCode } = one.case;
        const report = byId.get(carriers.get(one.caseId) ?? 0) ?? null;
        return { ...one, countyName: tree.get(countyCode)?.name ?? countyCode, report };
      }),
    );
  }
}
