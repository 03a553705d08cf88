import type { DraftView } from '../../src/reporting/draft.dto.js';
import type { ReportView } from '../../src/reporting/reporting.dto.js';
import type { ReceiptView } from '../../src/reporting/submission.dto.js';
import { body, type ApiClient } from './api-client.js';
import { eventually } from './processes.js';

export const reportOf = (user: ApiClient, id: number): Promise<ReportView> => body(user.get<ReportView>(`/api/reports/${id}`));
export const draftOf = (user: ApiClient, id: number): Promise<DraftView> => body(user.get<DraftView>(`/api/reports/${id}/draft`));

/** The report of a past due day, made by the city and prepared by its job. */
export async function pastReport(reviewer: ApiClient, dueOn: string, county: string): Promise<ReportView> {
  await body(reviewer.post('/api/reports', { dueOn }));
  return eventually(
    `the report of ${dueOn} is prepared`,
    async () => {
      const reports = await body(reviewer.get<ReportView[]>(`/api/reports?dueOn=${dueOn}`));
      // All of them: a job that is still at work on another county changes nothing here, but takes the machine's time.
      if (reports.some(({ preparedAt }) => preparedAt === null)) return undefined;
      return reports.find(({ countyCode }) => countyCode === county);
    },
    60,
  );
}

/** Of a case's dates that cannot stand without an explanation; 备注 gives one. */
const EXPLAINED = ['O3', 'O4', 'O5'];

/** Explains what the checks refuse, as a clerk does who has looked into it. */
export async function explainOddDates(clerk: ApiClient, id: number): Promise<void> {
  const { findings, report } = await draftOf(clerk, id);
  const odd = findings.filter(({ severity }) => severity === 'compulsory');
  const unexplained = odd.filter(({ check }) => !EXPLAINED.includes(check));
  if (unexplained.length > 0) throw new Error(`The report cannot be handed in: ${JSON.stringify(unexplained)}`);
  let { version } = report;
  for (const row of new Set(odd.map(({ cell }) => cell?.row))) {
    const request = { version, form: 'annex-3', row, field: 'remark', value: '老工伤，晋期复查', reason: '已核对文书' };
    ({ version } = await body(clerk.post<ReportView>(`/api/reports/${id}/overrides`, request)));
  }
}

/** Hands a report in as it stands, with every finding acknowledged. */
export async function handIn(leader: ApiClient, id: number): Promise<ReceiptView> {
  await explainOddDates(leader, id);
  const { report, draftHash } = await draftOf(leader, id);
  return body(leader.post<ReceiptView>(`/api/reports/${id}/submissions`, { version: report.version, draftHash, acknowledged: true }));
}
