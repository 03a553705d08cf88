import type { Locator, Page } from 'playwright-core';
import type { ReportView } from '../../src/reporting/reporting.dto.js';
import { body } from '../support/api-client.js';
import { City, importFile, importKinds, matchNow } from '../support/city.js';
import { runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';
import { barriers, describeInBrowser } from './support.js';

import.meta.jest.setTimeout(120_000);

const DUE_ON = '2022-06-05';
const CELL = 'industry-metallurgy/headcount';

describeInBrowser('a report goes to the city, back, and is accepted, in a browser', (browsing) => {
  const running = runningInstallation('sqlite', async ({ application }) => {
    const administrator = await administratorOf(application);
    // Beside the browser's: of one user's sessions the sixth would end the first.
    const colleague = await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'colleague');
    await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'reviewer');
    await userWith(administrator, 'county-clerk', LINHE, 'clerk');
    await userWith(administrator, 'county-leader', LINHE, 'leader');
    const city = new City(CITY, '2020-05');
    await importKinds(colleague, city, 'registry');
    const newest = city.files('enrolment-unit').at(-1);
    if (newest) await importFile(colleague, city, newest);
    await matchNow(colleague);
    const reports = await body(colleague.post<ReportView[]>('/api/reports', { dueOn: DUE_ON }));
    return { report: reports.find(({ countyCode }) => countyCode === LINHE)?.id ?? 0 };
  });
  afterAll(() => browsing.close());

  const as = (username: string): Promise<Page> => browsing.as(running().application.address, username);
  const path = (): string => `/reports/${running().report}`;
  const cell = (page: Page): Locator => page.locator(`td[data-cell="${CELL}"]`);

  it('the clerk reaches a cell by keys and changes it, but only with a reason; both values are shown', async () => {
    const page = await as('clerk');
    await page.goto('/reports');
    await page.getByRole('link', { name: '2022年6月5日', exact: true }).click();
    const begin = page.getByRole('button', { name: '打开填报' });
    await cell(page).waitFor();
    if (await begin.isVisible()) await begin.click();
    await page.locator('td[data-cell="industry-metallurgy/insuredEnterprises"]').focus();
    await page.keyboard.press('ArrowRight');
    const system = await cell(page).innerText();
    await page.keyboard.press('Enter');
    await page.getByLabel('报送值').fill('260');
    expect(await page.getByRole('button', { name: '保存更改' }).isDisabled()).toBe(true);
    await page.getByLabel('更改理由').fill('以企业 5 月工资表为准');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '保存更改' }).click();
    await page.getByRole('heading', { name: '人工更改 1 处' }).waitFor();
    expect(await cell(page).innerText()).toMatch(new RegExp(`^260\\s+系统 ${system}$`));
    expect(await page.getByRole('button', { name: '提交报表' }).isVisible()).toBe(false);
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  it('the county’s reviewer hands it in and has a receipt to print', async () => {
    const page = await as('leader');
    await page.goto(path());
    await handIn(page);
    await page.getByText(`HZ20220605-${LINHE}-${running().report}-01`).waitFor();
    await page.getByText('第 1 次提交').waitFor();
    expect(await page.locator('article code').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印回执' }).isVisible()).toBe(false);
    await page.context().close();
  });

  it('the city finds it in the matrix and sends it back with a remark on the cell', async () => {
    const page = await as('reviewer');
    await page.goto('/report-review?year=2022');
    await page.getByRole('link', { name: '临河区 2022年6月5日 已提交' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: '临河区 2022年6月5日 已提交' }).click();
    await page.getByRole('button', { name: '退回…' }).click();
    const send = page.getByRole('button', { name: '退回', exact: true });
    expect(await send.isDisabled()).toBe(true);
    await cell(page).click();
    await page.getByLabel('对冶金“职工人数”的批注').fill('与 5 月名册不一致');
    await page.getByLabel('退回理由（必填）').fill('请附工资表');
    expect(await barriers(page)).toEqual([]);
    await send.click();
    await page.getByText('退回：请附工资表').waitFor();
    await page.context().close();
  });

  it('the county reads the remark in the cell, sets it right and hands it in again; the difference is shown', async () => {
    const page = await as('leader');
    await page.goto(path());
    await page.getByText('批注：与 5 月名册不一致').waitFor();
    await page.getByRole('button', { name: '重新填报' }).click();
    await page.getByRole('button', { name: '提交报表' }).waitFor();
    await cell(page).click();
    await page.getByLabel('报送值').fill('258');
    await page.getByRole('button', { name: '保存更改' }).click();
    await cell(page).getByText('258').waitFor();
    await handIn(page);
    await page.getByText('第 2 次提交').waitFor();
    await page.goto(`${path()}?tab=submissions`);
    const changed = page.getByRole('row', { name: '冶金“职工人数”' });
    expect(await changed.innerText()).toMatch(/260\s+258/);
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  it('the city accepts it; everything that happened is on record', async () => {
    const page = await as('reviewer');
    await page.goto(path());
    await page.getByRole('button', { name: '接收' }).click();
    await page.getByText('已接收').waitFor();
    await page.getByRole('button', { name: '经过' }).click();
    await page.getByRole('table').waitFor();
    const acts = await page.locator('tbody tr td:nth-child(2)').allInnerTexts();
    const expected = ['接收', '提交', '更改单元格', '重新填报', '退回', '提交', '更改单元格', '打开填报'];
    expect(acts.filter((act) => act !== '生成表格')).toEqual(expected);
    await page.goto('/report-review?year=2022');
    await page.getByText('已接收、计入汇总：临河区').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  it('the pages beside it can be used by everybody', async () => {
    const page = await as('reviewer');
    for (const at of [
      '/uninsured?asOf=2022-12-31',
      '/enterprises?asOf=2022-12-31',
      '/enterprises?proposal=open',
      '/enterprises/1',
      '/admin/jobs',
    ]) {
      await page.goto(at);
      await page.locator('table').first().waitFor();
      expect([at, await barriers(page)]).toEqual([at, []]);
    }
    await page.context().close();
  });

  it('and so can those of the administrator', async () => {
    const page = await as('admin');
    for (const at of ['users', 'second-factor', 'cycles', 'calendar', 'reminders', 'jobs']) {
      await page.goto(`/admin/${at}`);
      await page.locator('.panel').first().waitFor();
      expect([at, await barriers(page)]).toEqual([at, []]);
    }
    await page.context().close();
  });

  it('no page complained', () => expect(browsing.complaints).toEqual([]));
});

/** Looks through what the checks say and hands in. */
async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交报表' }).click();
  const dialog = page.getByRole('dialog', { name: '提交报表' });
  await dialog.waitFor();
  const seen = dialog.getByText(/已逐条查看以上/);
  if (await seen.isVisible()) await seen.click();
  await dialog.getByRole('button', { name: '确认提交' }).click();
  await page.getByRole('heading', { name: '报表提交回执' }).waitFor();
}
