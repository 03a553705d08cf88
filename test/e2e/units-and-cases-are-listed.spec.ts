import type { ListedCasesView } from '../../src/cases/cases.dto.js';
import type { ListedUnitView } from '../../src/enrolment/enrolment.dto.js';
import { body, expectRefusal } from '../support/api-client.js';
import { City, importKinds } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { DAY } from '../support/other-county.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { sheetText } from '../support/workbooks.js';

const city = new City(CITY);

await describeInstallations('lists of insured units and of disease cases', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    return { administrator, reviewer, clerk: await userWith(administrator, 'county-clerk', LINHE) };
  });

  it('go through all units page by page, with what the exported table says of each', async () => {
    const { reviewer } = running();
    const listed: ListedUnitView[] = [];
    for (let page: ListedUnitView[] | undefined; page === undefined || page.length === 100;) {
      const after = listed.at(-1)?.id ?? 0;
      page = await body(reviewer.get<ListedUnitView[]>(`/api/enrolment/units?asOf=${DAY}&limit=100&afterId=${after}`));
      listed.push(...page);
    }
    const { bytes } = await reviewer.download(`/api/enrolment/units.xlsx?asOf=${DAY}`);
    const table = await sheetText(bytes);
    expect(listed.length).toBeGreaterThan(100);
    expect(listed.map(({ unitNo, name }) => [unitNo, name])).toEqual(table.slice(1).map(([unitNo, name]) => [unitNo, name]));
  });

  it('name and number of a sick person are masked, and a county sees its own', async () => {
    const { reviewer, clerk } = running();
    const all = await body(reviewer.get<ListedCasesView>('/api/cases?limit=100'));
    const own = await body(clerk.get<ListedCasesView>('/api/cases?limit=100'));
    expect(all.cases).toHaveLength(all.total);
    expect(own.cases).toEqual(all.cases.filter(({ countyCode }) => countyCode === LINHE));
    expect(own.total).toBeGreaterThan(0);
    for (const { name, idNumber } of all.cases) {
      expect(name).toMatch(/^.\*+$/);
      expect(idNumber).toMatch(/^\d{6}\*{8}[\dX]{4}$/);
    }
    const second = await body(reviewer.get<ListedCasesView>('/api/cases?skip=1&limit=2'));
    expect(second).toEqual({ total: all.total, cases: all.cases.slice(1, 3) });
  });

  it('are refused for another county, to whoever may not read data, and for more than a hundred rows', async () => {
    const { administrator, clerk } = running();
    for (const path of ['/api/cases', '/api/enrolment/units']) {
      await expectRefusal(clerk.get(`${path}?county=${WUYUAN}`), 404, 'not-found');
      await expectRefusal(administrator.get(path), 403, 'right-missing');
      await expectRefusal(clerk.get(`${path}?limit=101`), 400, 'fields-invalid');
    }
  });
});
