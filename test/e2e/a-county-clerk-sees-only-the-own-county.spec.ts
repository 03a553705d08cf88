import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import { body, expectRefusal, uploadOf, type Answer, type ProblemBody } from '../support/api-client.js';
import { City, coverageOn, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CALLS, DAY, foreignThings, idsOf, missing } from '../support/other-county.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';

const city = new City(CITY);

/** Bytes that nobody has uploaded yet. */
const WUYUAN_REGISTRY = {
  name: '五原县.csv',
  bytes: new TextEncoder().encode(
    '填报单位：五原县卫生健康委员会\n序号,所属行业,企业名称,企业地址,职工人数\n1,建材,五原县甲砖厂,隆兴昌镇,12\n',
  ),
};

const withoutRequestId = ({ status, contentType, body: found }: Answer): object => {
  const { requestId: _own, ...rest } = (found ?? {}) as Partial<ProblemBody>;
  return { status, contentType, body: Array.isArray(found) ? found : rest };
};

await describeInstallations("a county clerk, with the whole city's data in the system", (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const batches = await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    await matchNow(reviewer);
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
    for (const path of [
      '/api/coverage/enterprises',
      '/api/matching/links',
      '/api/registry/scope-proposals',
      '/api/reports',
      '/api/imports',
    ])
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

  it.each(['plan', 'apply'])("is refused another county's registry (step %s), of which nothing counts", async (step) => {
    const { clerk, installation } = running();
    const before = await installation.footprint();
    const refusal = await expectRefusal(
      clerk.import(WUYUAN_REGISTRY, { kind: 'registry', asOf: '2020-06', step }),
      403,
      'county-outside-scope',
    );
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
