import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import type { BatchUse, ReportOnBatch } from '../intake/index.js';
import { isHandedIn, REPORT_STATE_NAMES } from './domain/index.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';
import { SubmissionStore } from './submission.store.js';

/** Which reports rest on an import batch: by the newest of their submissions, as long as it holds or may come to hold again. */
@Injectable()
export class ReportsOnBatch implements BatchUse {
  constructor(
    private readonly store: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly regions: RegionSource,
  ) {}

  async reportsOn(batchId: number): Promise<ReportOnBatch[]> {
    const regions = await this.regions.tree();
    const scope = Scope.everywhere(regions);
    const resting = await this.submissions.restingOn(batchId, scope);
    if (resting.size === 0) return [];
    const reports = (await this.store.list(scope, {})).filter((report) => holds(report) && resting.has(report.submissionId ?? 0));
    return reports.map((report) => {
      const county = regions.get(report.countyCode)?.name ?? report.countyCode;
      return { reportId: report.id, name: `${county}${report.dueOn}截止的报表（${stateName(report)}）` };
    });
  }
}

/** An unlocked report falls back to what was submitted. */
const holds = ({ state, unlocking }: CountyReport): boolean => isHandedIn(state) || unlocking !== null;

const stateName = ({ state, unlocking }: CountyReport): string =>
  REPORT_STATE_NAMES[isHandedIn(state) ? state : (unlocking?.fallbackState ?? state)];
