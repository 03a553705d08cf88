import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { LinkView } from '../../src/matching/matching.dto.js';
import type { ScopeDecisionView, ScopeProposalView } from '../../src/registry/registry.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body, type Answer, type ApiClient } from './api-client.js';
import { allLinks } from './city.js';
import { eventually } from './processes.js';
import { LINHE, WUYUAN } from './users.js';

export const DAY = '2022-12-31';
const NOBODY = 99_999_999;

/** What another county has, by id. */
export interface Foreign {
  readonly link: LinkView;
  readonly enterprise: CoverageEntryView;
  readonly proposal: ScopeProposalView;
  readonly decision: ScopeDecisionView;
  readonly batch: BatchView;
  readonly report: ReportView;
  readonly file: ReportFileView;
}

type Ids = Readonly<
  Record<'county' | 'link' | 'unit' | 'enterprise' | 'proposal' | 'decision' | 'batch' | 'report' | 'file', number | string>
>;
type Call = (clerk: ApiClient, ids: Ids) => Promise<Answer>;

const decision = { verdict: 'confirmed', reason: '核实' };
const sheetRow = (foreign: Foreign): string =>
  `sheet=${encodeURIComponent(foreign.enterprise.source.sheet)}&row=${foreign.enterprise.source.row}`;

const CELL = { version: 1, form: 'coverage-summary', row: 'total', field: 'insured', reason: '核实' };

/** Every way to name something of another county. */
export const CALLS: readonly (readonly [string, (foreign: Foreign) => Call])[] = [
  [
    'its coverage',
    () =>
      (clerk, { county }) =>
        clerk.get(`/api/coverage?asOf=${DAY}&county=${county}`),
  ],
  [
    'its enterprises',
    () =>
      (clerk, { county }) =>
        clerk.get(`/api/coverage/enterprises?asOf=${DAY}&county=${county}`),
  ],
  [
    'its links',
    () =>
      (clerk, { county }) =>
        clerk.get(`/api/matching/links?county=${county}`),
  ],
  [
    "an enterprise's links",
    () =>
      (clerk, { enterprise }) =>
        clerk.get(`/api/matching/links?enterpriseId=${enterprise}`),
  ],
  [
    'its review queue',
    () =>
      (clerk, { county }) =>
        clerk.get(`/api/matching/review/entries?county=${county}`),
  ],
  [
    'an entry of it',
    () =>
      (clerk, { enterprise }) =>
        clerk.get(`/api/matching/review/entries/${enterprise}`),
  ],
  [
    "an entry's history",
    () =>
      (clerk, { enterprise }) =>
        clerk.get(`/api/matching/review/entries/${enterprise}/acts`),
  ],
  [
    'deciding an entry',
    () =>
      (clerk, { enterprise }) =>
        clerk.post(`/api/matching/review/entries/${enterprise}/decisions`, { verdict: 'none', version: '0123456789abcdef' }),
  ],
  [
    'the effects of decisions',
    () =>
      (clerk, { enterprise }) =>
        clerk.get(`/api/coverage/enterprises/${enterprise}/decision-effects?asOf=${DAY}`),
  ],
  [
    'its scope proposals',
    () =>
      (clerk, { county }) =>
        clerk.get(`/api/registry/scope-proposals?county=${county}`),
  ],
  [
    'deciding a link',
    () =>
      (clerk, { link }) =>
        clerk.post(`/api/matching/links/${link}/decisions`, { verdict: 'rejected', version: 1 }),
  ],
  [
    'undoing a link',
    () =>
      (clerk, { link }) =>
        clerk.post(`/api/matching/links/${link}/undo`, { version: 1 }),
  ],
  [
    'linking by hand',
    () =>
      (clerk, { enterprise, unit }) =>
        clerk.post('/api/matching/links', { enterpriseId: enterprise, unitId: unit }),
  ],
  [
    'deciding a scope proposal',
    () =>
      (clerk, { proposal }) =>
        clerk.post(`/api/registry/enterprises/${proposal}/scope-decisions`, decision),
  ],
  ['undoing a scope decision', () => (clerk, ids) => clerk.delete(`/api/registry/scope-decisions/${ids.decision}`)],
  [
    'recording a proof',
    () =>
      (clerk, { enterprise }) =>
        clerk.post(`/api/registry/enterprises/${enterprise}/insurance-proofs`, {
          insuredCount: 1,
          validFrom: '2022-01-01',
          document: '参保凭证',
        }),
  ],
  [
    'a batch',
    () =>
      (clerk, { batch }) =>
        clerk.get(`/api/imports/${batch}`),
  ],
  [
    'applying a batch',
    () =>
      (clerk, { batch }) =>
        clerk.post(`/api/imports/${batch}/apply`, { version: 1 }),
  ],
  [
    'a source row',
    (foreign) =>
      (clerk, { batch }) =>
        clerk.get(`/api/imports/${batch}/rows?${sheetRow(foreign)}`),
  ],
  [
    'preparing a report',
    () =>
      (clerk, { report }) =>
        clerk.post(`/api/reports/${report}/preparations`),
  ],
  [
    'a report',
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}`),
  ],
  [
    "a report's history",
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/history`),
  ],
  [
    "a report's draft",
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/draft`),
  ],
  [
    'beginning a report',
    () =>
      (clerk, { report }) =>
        clerk.post(`/api/reports/${report}/draft`, { version: 1 }),
  ],
  [
    'overriding a cell',
    () =>
      (clerk, { report }) =>
        clerk.post(`/api/reports/${report}/overrides`, { ...CELL, value: 1 }),
  ],
  [
    'taking an override back',
    () =>
      (clerk, { report }) =>
        clerk.post(`/api/reports/${report}/overrides/removals`, { version: 1, form: CELL.form, row: CELL.row, field: CELL.field }),
  ],
  [
    "a report's receipts",
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/submissions`),
  ],
  [
    'a submission',
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/submissions/1`),
  ],
  [
    'a difference',
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/submissions/difference?from=1&to=2`),
  ],
  [
    "a report's files",
    () =>
      (clerk, { report }) =>
        clerk.get(`/api/reports/${report}/files`),
  ],
  [
    'downloading a form',
    () =>
      (clerk, { report, file }) =>
        clerk.get(`/api/reports/${report}/files/${file}`),
  ],
];

export const idsOf = (foreign: Foreign): Ids => ({
  county: WUYUAN,
  link: foreign.link.id,
  unit: foreign.link.unitId,
  enterprise: foreign.enterprise.enterpriseId,
  proposal: foreign.proposal.enterpriseId,
  decision: foreign.decision.id,
  batch: foreign.batch.id,
  report: foreign.report.id,
  file: foreign.file.id,
});

export const missing = (ids: Ids): Ids =>
  ({ ...Object.fromEntries(Object.keys(ids).map((key) => [key, NOBODY])), county: '159999', unit: ids.unit }) as Ids;

export async function foreignThings(reviewer: ApiClient, batches: readonly BatchView[]): Promise<Foreign> {
  const proposals = await body(reviewer.get<ScopeProposalView[]>('/api/registry/scope-proposals'));
  const [proposal, other] = proposals.filter(({ countyCode }) => countyCode !== LINHE);
  const decided = reviewer.post<ScopeDecisionView>(`/api/registry/enterprises/${other?.enterpriseId ?? 0}/scope-decisions`, decision);
  const report = await eventually('the reports are planned', async () =>
    (await body(reviewer.get<ReportView[]>('/api/reports'))).find(({ countyCode }) => countyCode === WUYUAN),
  );
  const [file] = await body(reviewer.post<ReportFileView[]>(`/api/reports/${report.id}/preparations`));
  const entries = await body(reviewer.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${DAY}&county=${WUYUAN}`));
  const found = {
    link: (await allLinks(reviewer, `&county=${WUYUAN}`))[0],
    enterprise: entries[0],
    proposal,
    decision: await body(decided),
    batch: batches.find(({ countyCodes }) => countyCodes.includes(WUYUAN)),
    report,
    file,
  };
  const absent = Object.entries(found).filter(([, value]) => value === undefined);
  if (absent.length > 0) throw new Error(`The city lacks ${absent.map(([name]) => name).join(', ')}.`);
  return found as Foreign;
}
