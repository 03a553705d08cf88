import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportRequestView } from '../../src/disclosure/disclosure.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { DraftView } from '../../src/reporting/draft.dto.js';
import type { ReportFileView } from '../../src/reporting/reporting.dto.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { pastReport } from '../support/reports.js';
import { ROOT } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { clearNumbersIn, idNumber } from './clear-numbers.js';

const DUE = '2022-10-10';
const IDS = Array.from({ length: 20 }, (_, n) => idNumber(n));
const [FIRST = ''] = IDS;
const WANTED = new Set(IDS);
const HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';
const WRONG = '无号码,男,12345,某厂,矽肺壹期,2022-07-15,,,是,否,';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}
const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as { paths: Record<string, { get?: Operation }> };
const REASON = '核对工伤认定材料';

await describeInstallations('nobody is shown by default', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const users = {
      administrator,
      clerk: await userWith(administrator, 'county-clerk', LINHE),
      colleague: await userWith(administrator, 'county-health-clerk', LINHE),
      leader: await userWith(administrator, 'county-leader', LINHE),
      stranger: await userWith(administrator, 'county-leader', WUYUAN),
      reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      second: await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      auditor: await userWith(administrator, 'auditor', CITY_CODE),
    };
    const lines = IDS.map(
      (id, i) => `某某${i},男,${id},某矿业有限公司,矽肺壹期,2022-07-15,2022-08-20,,是,否,${i === 0 ? `原号码${IDS[1] ?? ''}` : ''}`,
    );
    const upload = { name: `附件3 ${FIRST}.csv`, bytes: new TextEncoder().encode([HEADER, ...lines, WRONG].join('\r\n')) };
    const batch = await body(
      users.clerk.import<BatchView>(upload, { kind: 'cases', county: LINHE, step: 'apply', confirmLargeChange: 'true' }),
    );
    const planned = {
      name: '附件3.csv',
      bytes: new TextEncoder().encode([HEADER, ...lines.map((line) => line.replace('矽肺壹期', '矽肺贰期'))].join('\r\n')),
    };
    await body(users.clerk.import<BatchView>(planned, { kind: 'cases', county: LINHE }));
    const report = await pastReport(users.reviewer, DUE, LINHE);
    const draft = await body(users.leader.get<DraftView>(`/api/reports/${report.id}/draft`));
    const [row] = draft.forms.find(({ form }) => form === 'annex-3')?.rows ?? [];
    const files = await body(users.leader.get<ReportFileView[]>(`/api/reports/${report.id}/files`));
    const file = files.find(({ form }) => form === 'annex-3');
    const { id: bundleId } = await body(users.reviewer.post<{ id: number }>(`/api/city-reports/${DUE}/bundles`));
    return { ...users, batch, report, bundleId, caseId: Number((row?.key ?? '').replace('case-', '')), fileId: file?.id ?? 0 };
  });

  const places = (): Record<string, string | number> => {
    const { batch, report, bundleId } = running();
    return { '/api/imports': batch.id, '/api/reports': report.id, '/api/city-bundles': bundleId };
  };
  const valueOf = (path: string, name: string): string | number => {
    const { fileId } = running();
    const fixed: Record<string, string | number> = {
      fileId,
      dueOn: DUE,
      form: 'annex-3',
      year: 2022,
      day: DUE,
      number: 1,
      sheet: 'CSV',
      row: 2,
      from: 1,
      to: 2,
    };
    return fixed[name] ?? Object.entries(places()).find(([prefix]) => path.startsWith(prefix))?.[1] ?? 1;
  };

  it('by no route that is only read, whoever asks', async () => {
    const { address } = running().clerk;
    const routes = Object.entries(paths).flatMap(([path, { get }]) => (get ? [[path, get.parameters ?? []] as const] : []));
    const { administrator, clerk, colleague, leader, reviewer, auditor } = running();
    let answered = 0;
    for (const user of [administrator, clerk, colleague, leader, reviewer, auditor]) {
      for (const [path, parameters] of routes) {
        // Its own file, which the clerk has just handed over, is the clerk's.
        if (user === clerk && /\/(original|error-workbook)$/.test(path)) continue;
        const query = parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => `${name}=${valueOf(path, name)}`);
        const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => String(valueOf(path, name)));
        const response = await fetch(`${address}${filled}?${query.join('&')}`, {
          headers: { cookie: user.sessionCookie },
          signal: AbortSignal.timeout(10_000),
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        if (response.ok) answered += 1;
        expect([path, [...clearNumbersIn(bytes, WANTED)]]).toEqual([path, []]);
      }
    }
    expect(answered).toBeGreaterThan(80);
  });

  it('but one by one to who has the right and a reason, which is written down', async () => {
    const { clerk, colleague, leader, reviewer, stranger, administrator, auditor, caseId, batch, installation } = running();
    const reveal = (user: ApiClient, subject: object, reason = REASON): ReturnType<ApiClient['post']> =>
      user.post('/api/personal-data/reveals', { ...subject, reason });
    for (const user of [clerk, colleague, leader, reviewer])
      expect(await body(reveal(user, { caseId }))).toEqual({ name: '某某0', idNumber: FIRST });
    expect(await body(reveal(clerk, { batchId: batch.id, sheet: 'CSV', row: 3 }))).toEqual({ name: '某某1', idNumber: IDS[1] });
    await expectRefusal(reveal(stranger, { caseId }), 404, 'not-found');
    await expectRefusal(reveal(clerk, { caseId: 999_999 }), 404, 'not-found');
    for (const user of [administrator, auditor]) await expectRefusal(reveal(user, { caseId }), 403, 'right-missing');
    await expectRefusal(reveal(clerk, { caseId }, ' '), 400, 'reason-missing');
    await expectRefusal(reveal(clerk, {}), 400, 'reveal-subject-missing');
    const entries = (await installation.tables())['audit_entry'] ?? [];
    const looks = entries.filter(({ action }) => action === 'personal.revealed');
    expect(looks).toHaveLength(5);
    expect(looks[0]).toMatchObject({ subjectKind: 'case', subjectId: String(caseId), countyCode: LINHE, reason: REASON });
    expect(clearNumbersIn(Buffer.from(JSON.stringify(entries)), WANTED)).toEqual(new Set());
  });

  it('and not faster than a person reads', async () => {
    const { colleague, caseId } = running();
    const look = (): ReturnType<ApiClient['post']> => colleague.post('/api/personal-data/reveals', { caseId, reason: REASON });
    for (let i = 0; i < 59; i++) await body(look());
    await expectRefusal(look(), 429, 'reveal-too-often');
  });

  it('a file in the clear is asked for by one, approved by another of the county or the city, and then the asker’s alone', async () => {
    const { clerk, colleague, leader, stranger, reviewer, auditor, report, fileId, installation } = running();
    const ask = { kind: 'report-file', subject: `${report.id}/${fileId}`, reason: REASON };
    await expectRefusal(auditor.post('/api/personal-data/exports', ask), 403, 'right-missing');
    await expectRefusal(stranger.post('/api/personal-data/exports', ask), 404, 'not-found');
    const { id, version } = await body(clerk.post<ExportRequestView>('/api/personal-data/exports', ask));
    const path = `/api/personal-data/exports/${id}`;
    await expectRefusal(clerk.post(`${path}/downloads`), 409, 'export-not-approved');
    await expectRefusal(clerk.post(`${path}/approval`, { version }), 403, 'right-missing');
    await expectRefusal(stranger.post(`${path}/approval`, { version }), 404, 'not-found');
    await expectRefusal(leader.post(`${path}/approval`, { version: version + 1 }), 409, 'stale-version');
    expect(await body(leader.post(`${path}/approval`, { version }))).toMatchObject({ state: 'approved', downloads: 0, maxDownloads: 3 });
    await expectRefusal(reviewer.post(`${path}/rejection`, { version: version + 1, reason: REASON }), 409, 'export-decided');
    await expectRefusal(colleague.post(`${path}/downloads`), 404, 'not-found');
    for (let i = 0; i < 3; i++) {
      const { bytes } = await clerk.downloadByPost(`${path}/downloads`);
      expect(clearNumbersIn(bytes, WANTED).size).toBe(IDS.length);
    }
    await expectRefusal(clerk.post(`${path}/downloads`), 409, 'export-used-up');
    const own = await body(leader.post<ExportRequestView>('/api/personal-data/exports', ask));
    await expectRefusal(leader.post(`/api/personal-data/exports/${own.id}/approval`, { version: own.version }), 403, 'export-own-request');
    const actions = ((await installation.tables())['audit_entry'] ?? [])
      .filter(({ subjectKind, action }) => subjectKind === 'export' && String(action).startsWith('personal.'))
      .map(({ action }) => action);
    expect(actions).toEqual([
      'personal.export-requested',
      'personal.export-approved',
      ...Array.from({ length: 3 }, () => 'personal.exported'),
      'personal.export-requested',
    ]);
  });

  it('an upload goes back to whoever handed it over, and to others only by request', async () => {
    const { clerk, colleague, leader, batch } = running();
    const original = await clerk.download(`/api/imports/${batch.id}/original`);
    expect(clearNumbersIn(original.bytes, WANTED).size).toBe(IDS.length);
    const marked = await clerk.download(`/api/imports/${batch.id}/error-workbook`);
    expect(clearNumbersIn(marked.bytes, WANTED).size).toBe(IDS.length);
    await expectRefusal(colleague.get(`/api/imports/${batch.id}/original`), 403, 'export-approval-needed');
    await expectRefusal(colleague.get(`/api/imports/${batch.id}/error-workbook`), 403, 'export-approval-needed');
    const asked = await body(
      colleague.post<ExportRequestView>('/api/personal-data/exports', {
        kind: 'error-workbook',
        subject: String(batch.id),
        reason: REASON,
      }),
    );
    expect(asked.title).not.toContain(FIRST);
    await body(leader.post(`/api/personal-data/exports/${asked.id}/approval`, { version: asked.version }));
    const { bytes } = await colleague.downloadByPost(`/api/personal-data/exports/${asked.id}/downloads`);
    expect(clearNumbersIn(bytes, WANTED).size).toBe(IDS.length);
  });
});
