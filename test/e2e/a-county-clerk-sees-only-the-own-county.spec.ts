import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { LinkView } from '../../src/matching/matching.dto.js';
import type { ScopeDecisionView, ScopeProposalView } from '../../src/registry/registry.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body, expectRefusal, uploadOf, type Answer, type ApiClient, type ProblemBody } from '../support/api-client.js';
import { allLinks, City, coverageOn, importKinds } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';

const city = new City(CITY);
const DAY = '2022-12-31';
const NOBODY = 99_999_999;

/** What another county has, by id. */
interface Foreign {
  readonly link: LinkView;
  readonly enterprise: CoverageEntryView;
  readonly proposal: ScopeProposalView;
  readonly decision: ScopeDecisionView;
  readonly batch: BatchView;
  readonly report: ReportView;
  readonly file: ReportFileView;
}

type Ids = Readonly<Record<'county' | 'link' | 'unit' | 'enterprise' | 'proposal' | 'decision' | 'batch' | 'report' | 'file', number | string>>;
type Call = (clerk: ApiClient, ids: Ids) => Promise<Answer>;

/** Bytes that nobody has uploaded yet. */
const WUYUAN_REGISTRY = {
  name: '五原县.csv',
  bytes: new TextEncoder().encode('填报单位：五原县卫生健康委员会\n序号,所属行业,企业名称,企业地址,职工人数\n1,建材,五原县甲砖厂,隆兴昌镇,12\n'),
};

const decision = { verdict: 'confirmed', reason: '核实' };
const sheetRow = (foreign: Foreign): string => `sheet=${encodeURIComponent(foreign.enterprise.source.sheet)}&row=${foreign.enterprise.source.row}`;

/** Every way to name something of another county. */
const CALLS: readonly (readonly [string, (foreign: Foreign) => Call])[] = [
  ['its coverage', () => (clerk, { county }) => clerk.get(`/api/coverage?asOf=${DAY}&county=${county}`)],
  ['its enterprises', () => (clerk, { county }) => clerk.get(`/api/coverage/enterprises?asOf=${DAY}&county=${county}`)],
  ['its links', () => (clerk, { county }) => clerk.get(`/api/matching/links?county=${county}`)],
  ["an enterprise's links", () => (clerk, { enterprise }) => clerk.get(`/api/matching/links?enterpriseId=${enterprise}`)],
  ['its scope proposals', () => (clerk, { county }) => clerk.get(`/api/registry/scope-proposals?county=${county}`)],
  [
    'deciding a link',
    () => (clerk, { link }) => clerk.post(`/api/matching/links/${link}/decisions`, { verdict: 'rejected', version: 1 }),
  ],
  ['undoing a link', () => (clerk, { link }) => clerk.post(`/api/matching/links/${link}/undo`, { version: 1 })],
  [
    'linking by hand',
    () => (clerk, { enterprise, unit }) => clerk.post('/api/matching/links', { enterpriseId: enterprise, unitId: unit }),
  ],
  [
    'deciding a scope proposal',
    () => (clerk, { proposal }) => clerk.post(`/api/registry/enterprises/${proposal}/scope-decisions`, decision),
  ],
  ['undoing a scope decision', () => (clerk, ids) => clerk.delete(`/api/registry/scope-decisions/${ids.decision}`)],
  [
    'recording a proof',
    () => (clerk, { enterprise }) =>
      clerk.post(`/api/registry/enterprises/${enterprise}/insurance-proofs`, {
        insuredCount: 1,
        validFrom: '2022-01-01',
        document: '参保凭证',
      }),
  ],
  ['a batch', () => (clerk, { batch }) => clerk.get(`/api/imports/${batch}`)],
  ['applying a batch', () => (clerk, { batch }) => clerk.post(`/api/imports/${batch}/apply`, { version: 1 })],
  ['a source row', (foreign) => (clerk, { batch }) => clerk.get(`/api/imports/${batch}/rows?${sheetRow(foreign)}`)],
  ['preparing a report', () => (clerk, { report }) => clerk.post(`/api/reports/${report}/preparations`)],
  ["a report's files", () => (clerk, { report }) => clerk.get(`/api/reports/${report}/files`)],
  ['downloading a form', () => (clerk, { report, file }) => clerk.get(`/api/reports/${report}/files/${file}`)],
];

const idsOf = (foreign: Foreign): Ids => ({
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

const missing = (ids: Ids): Ids => ({ ...Object.fromEntries(Object.keys(ids).map((key) => [key, NOBODY])), county: '159999', unit: ids.unit }) as Ids;

async function foreignThings(reviewer: ApiClient, batches: readonly BatchView[]): Promise<Foreign> {
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

const withoutRequestId = ({ status, contentType, body: found }: Answer): object => {
  const { requestId: _own, ...rest } = (found ?? {}) as Partial<ProblemBody>;
  return { status, contentType, body: Array.isArray(found) ? found : rest };
};

await describeInstallations("a county clerk, with the whole city's data in the system", (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const batches = await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    await body(reviewer.post('/api/matching/runs'));
    return {
      administrator,
      reviewer,
      clerk: await userWith(administrator, 'county-clerk', LINHE),
      auditor: await userWith(administrator, 'auditor', CITY_CODE),
      foreign: await foreignThings(reviewer, batches),
    };
  });

  it('sees the own county in every list, and nothing else', async () => {
    const { clerk } = running();
    const coverage = await coverageOn(clerk, DAY);
    expect(coverage.lines.map(({ code }) => code)).toEqual([LINHE]);
    expect(coverage.total).toMatchObject({ code: LINHE, headcount: coverage.lines[0]?.headcount });
    const counties = async (path: string): Promise<string[]> =>
      (await body(clerk.get<{ countyCode?: string; countyCodes?: string[] }[]>(path))).flatMap(
        ({ countyCode, countyCodes }) => countyCodes ?? countyCode ?? 'none',
      );
    for (const path of ['/api/coverage/enterprises', '/api/matching/links', '/api/registry/scope-proposals', '/api/reports', '/api/imports'])
      expect([path, ...new Set(await counties(path))]).toEqual([path, LINHE]);
  });

  it.each(CALLS)('is told the same of %s as of something that does not exist', async (_name, make) => {
    const { clerk, foreign, installation } = running();
    const call = make(foreign);
    const before = await installation.footprint();
    const answered = withoutRequestId(await call(clerk, idsOf(foreign)));
    expect(answered).toEqual(withoutRequestId(await call(clerk, missing(idsOf(foreign)))));
    expect([404, 200]).toContain((answered as { status: number }).status);
    expect(answered).not.toMatchObject({ status: 200, body: [expect.anything()] });
    expect(await installation.footprint()).toEqual(before);
  });

  it("opens the rows behind the own county's figures", async () => {
    const { clerk } = running();
    const entries = await body(clerk.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${DAY}`));
    const entry = entries.find(({ units }) => units.some(({ source }) => source !== null));
    const rowAt = async (source: CoverageEntryView['source'] | null | undefined): Promise<object> => {
      const { batchId, sheet, row } = source ?? { batchId: 0, sheet: '', row: 0 };
      return (await body(clerk.get<{ raw: object }>(`/api/imports/${batchId}/rows?sheet=${encodeURIComponent(sheet)}&row=${row}`))).raw;
    };
    expect(await rowAt(entry?.source)).toHaveProperty('企业名称');
    expect(await rowAt(entry?.units[0]?.source)).toHaveProperty('单位编号');
  });

  it.each(['plan', 'apply'])("is refused another county's registry (step %s), of which nothing is kept", async (step) => {
    const { clerk, installation } = running();
    const before = await installation.footprint();
    const refusal = await expectRefusal(clerk.import(WUYUAN_REGISTRY, { kind: 'registry', asOf: '2020-06', step }), 403, 'county-outside-scope');
    expect(refusal.title).toContain('五原县');
    expect(await installation.footprint()).toEqual(before);
  });

  it('may not manage users', async () => {
    const { clerk } = running();
    const request = { username: 'friend', displayName: '朋友', role: 'municipal-reviewer', regionCode: CITY_CODE };
    await expectRefusal(clerk.post('/api/users', request), 403, 'right-missing');
    await expectRefusal(clerk.get('/api/users'), 403, 'right-missing');
  });

  it.each(['administrator', 'auditor'] as const)('is not replaced by the %s, who sees no data at all', async (role) => {
    const user = running()[role];
    const paths = ['/api/coverage', '/api/coverage/enterprises', '/api/matching/links', '/api/registry/scope-proposals', '/api/imports'];
    for (const path of [...paths, '/api/imports/1', '/api/reports', '/api/reports/1/files'])
      await expectRefusal(user.get(path), 403, 'right-missing');
    await expectRefusal(user.post('/api/matching/runs'), 403, 'right-missing');
    const upload = await uploadOf(city.pathOf({ file: '附件2_临河区.xlsx' }));
    await expectRefusal(user.import(upload, { kind: 'registry', asOf: '2020-05' }), 403, 'right-missing');
  });
});
