import type { OwnRegionsView } from '../../src/access/regions.controller.js';
import type { CoverageLinesView } from '../../src/coverage/coverage-lines.controller.js';
import type { CoverageReportView } from '../../src/coverage/coverage.dto.js';
import type { SheetsView } from '../../src/intake/batch-steps.dto.js';
import { enterprises, HEADER, registryOf, upload } from '../intake/support.js';
import { body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { sheetText } from '../support/workbooks.js';

await describeInstallations('what screens ask for', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const clerk = await userWith(administrator, 'county-clerk', LINHE);
    const { id } = await upload(clerk, registryOf(HEADER, enterprises(12)), { kind: 'registry', asOf: '2020-05', step: 'apply' });
    return { clerk, batchId: id, reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE) };
  });

  it('the enterprises behind a figure come page by page and add up to it', async () => {
    const { reviewer } = running();
    const { total } = await body(reviewer.get<CoverageReportView>('/api/coverage'));
    const page = (query: string): Promise<CoverageLinesView> => body(reviewer.get<CoverageLinesView>(`/api/coverage/lines?${query}`));
    const pages = [await page('limit=5'), await page('limit=5&skip=5'), await page('limit=5&skip=10')];
    expect(pages.map(({ lines }) => lines.length)).toEqual([5, 5, 2]);
    for (const { total: found, headcount } of pages) expect([found, headcount]).toEqual([12, total.headcount]);
    expect(pages.flatMap(({ lines }) => lines).reduce((sum, { headcount }) => sum + headcount, 0)).toBe(total.headcount);
    expect((await page('name=第3砖')).lines.map(({ name }) => name)).toEqual(['临河区第3砖厂']);
    const byGap = (await page('show=uncovered&order=gap&limit=100')).lines.map(({ headcount }) => headcount);
    expect(byGap).toEqual(byGap.toSorted((a, b) => b - a));
    expect((await page('show=out')).total).toBe(0);
    expect((await page('industry=coal')).total).toBe(0);
  });

  it('a hundred at most, and only of the own counties', async () => {
    const { clerk } = running();
    await expectRefusal(clerk.get('/api/coverage/lines?limit=101'), 400, 'fields-invalid');
    await expectRefusal(clerk.get('/api/coverage/lines?show=everything'), 400, 'fields-invalid');
    await expectRefusal(clerk.get(`/api/coverage/lines?county=${WUYUAN}`), 404, 'not-found');
  });

  it('the names of the divisions that somebody works with', async () => {
    const { clerk, reviewer } = running();
    const linhe = { code: LINHE, name: '临河区' };
    expect(await body(clerk.get<OwnRegionsView>('/api/regions'))).toEqual({ region: linhe, counties: [linhe] });
    const city = await body(reviewer.get<OwnRegionsView>('/api/regions'));
    expect([city.region.name, city.counties.length]).toEqual(['巴彦淖尔市', 7]);
    expect(city.counties).toContainEqual(linhe);
  });

  it('an empty table bears the headers that its import reads', async () => {
    const { clerk, batchId } = running();
    const { fields } = await body(clerk.get<SheetsView>(`/api/imports/${batchId}/sheets`));
    const { bytes, fileName } = await clerk.download('/api/imports/templates/registry');
    expect(fileName).toMatch(/^模板_.+\.xlsx$/);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(((await sheetText(bytes))[0] ?? []).toSorted()).toEqual(fields.map(({ label }) => label).toSorted());
    await expectRefusal(clerk.get('/api/imports/templates/nonsense'), 404, 'not-found');
  });
});
