import type { Page } from 'playwright-core';
import type { CreatedUserResponse } from '../../src/access/access.dto.js';
import type { CoverageReportView } from '../../src/coverage/coverage.dto.js';
import type { QueuePageView } from '../../src/matching/review/entry.views.js';
import { HEADER, enterprises, registryOf } from '../intake/support.js';
import { body, type ApiClient } from '../support/api-client.js';
import { City, importFile, importKinds, matchNow } from '../support/city.js';
import { runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, passwordOf, userWith } from '../support/users.js';
import { barriers, describeInBrowser, endSession } from './support.js';

import.meta.jest.setTimeout(180_000);

const AS_OF = '2022-12-31';

describeInBrowser('people at work in a browser', (browsing) => {
  const running = runningInstallation('sqlite', async ({ application }) => {
    const administrator = await administratorOf(application);
    await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'reviewer');
    // Beside the browser's: of one user's sessions the sixth would end the first.
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'colleague');
    await userWith(administrator, 'county-clerk', LINHE, 'clerk');
    await importCity(reviewer);
    return { administrator, reviewer };
  });
  afterAll(() => browsing.close());

  const as = (username: string): Promise<Page> => browsing.as(running().application.address, username);
  const queue = async (state: string): Promise<QueuePageView['entries']> =>
    (await body(running().reviewer.get<QueuePageView>(`/api/matching/review/entries?state=${state}`))).entries;

  describe('a new user', () => {
    it('is told why the log-in failed, keeps what was typed, changes the first password and finds what waits', async () => {
      const { administrator, application } = running();
      const request = { username: 'newcomer', displayName: '新来的', role: 'county-leader', regionCode: LINHE };
      const { initialPassword } = await body(administrator.post<CreatedUserResponse>('/api/users', request));
      const page = await browsing.page(application.address);
      await page.goto('/coverage');
      await page.getByLabel('用户名').fill('newcomer');
      await page.getByLabel('密码', { exact: true }).fill('wrong');
      await page.keyboard.press('Enter');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/用户名或密码不正确，请核对后重新输入。[\s\S]*login-failed，请求编号 [0-9a-f-]{36}/);
      expect(await page.getByLabel('用户名').inputValue()).toBe('newcomer');
      expect(await barriers(page)).toEqual([]);
      await page.getByLabel('密码', { exact: true }).fill(initialPassword);
      await page.keyboard.press('Enter');
      await page.getByText('首次登录，请先换成只有您自己知道的密码。').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByLabel('当前密码').fill(initialPassword);
      await page.getByLabel('新密码', { exact: true }).fill(passwordOf('newcomer'));
      await page.getByLabel('再输一次新密码').fill(passwordOf('newcomer'));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '我的待办' }).waitFor();
      expect(await page.getByRole('navigation', { name: '主菜单' }).innerText()).not.toContain('数据导入');
      await page.goto('/imports');
      await page.getByRole('heading', { name: '没有权限' }).waitFor();
      await page.context().close();
    });
  });

  describe('a clerk', () => {
    it('imports a table in seven steps, sets cells right where they stand, refreshes midway, and takes it back', async () => {
      const page = await as('clerk');
      await page.goto('/imports/new?month=2023-05');
      const rows = enterprises(6).map((row, i) => row.map((cell, column) => (column === 4 && i < 3 ? '若干' : cell)));
      const { name, bytes } = registryOf(HEADER, rows);
      await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
      await page.getByRole('button', { name: '上传并校验' }).click();
      await page.getByText('3 处错误，所在的行不会导入').waitFor();
      expect(await barriers(page)).toEqual([]);
      await pasteInto(page, '12\n13\n14');
      await page.getByRole('button', { name: '保存 3 处更正并重新校验' }).click();
      await page.getByRole('button', { name: '变更预览' }).waitFor();
      await page.reload();
      await page.getByText('新增 6', { exact: true }).waitFor();
      for (const step of ['header', 'columns', 'check', 'apply', 'changes']) {
        await page.goto(`${new URL(page.url()).pathname}?step=${step}`);
        await page.locator('.panel').first().waitFor();
        expect([step, await barriers(page)]).toEqual([step, []]);
      }
      await page.getByRole('button', { name: '下一步：提交' }).click();
      await page.getByText('已核对以上异常').click();
      await page.getByRole('button', { name: '提交生效' }).click();
      await page.getByRole('button', { name: '撤销这次导入' }).click();
      await page.getByLabel('撤销原因').fill('传错了月份');
      await page.getByRole('button', { name: '撤销导入', exact: true }).click();
      await page.getByText('原因：传错了月份').waitFor();
      await page.getByRole('link', { name: '返回导入历史' }).click();
      await page.getByRole('row', { name: '临河区.csv' }).getByText('已撤销').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    });

    it('takes away an empty table whose headers the import knows', async () => {
      const page = await as('clerk');
      await page.goto('/imports');
      await page.getByRole('button', { name: '下载空白模板' }).click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: '企业底数（附件2）' }).click();
      expect((await saved).suggestedFilename()).toMatch(/^模板_.+\.xlsx$/);
      await page.context().close();
    });
  });

  describe('a reviewer', () => {
    it('finds what waits: due days, reports, matches and proposals to leave the scope', async () => {
      const page = await as('reviewer');
      await page.goto('/');
      await page.getByText(`${(await queue('open')).length} 家企业的参保单位待定`).waitFor();
      await page.getByText('6月5日报送').waitFor();
      await page.getByRole('heading', { name: '待确认的退出建议' }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    });

    it('decides by keys, sees it undone, and goes through the queue', async () => {
      const page = await as('reviewer');
      const before = await queue('open');
      await page.goto('/review');
      await page.getByText('对').first().waitFor();
      await page.getByRole('button', { name: '是同一单位' }).waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.querySelector(".decide").getBoundingClientRect().bottom')).toBeLessThan(768);
      await page.keyboard.press('?');
      await page.getByText('撤销刚才的决定').waitFor();
      await page.keyboard.press('y');
      await page.getByText(`${before[0]?.name ?? ''}：已确认为同一单位`).waitFor();
      expect((await queue('open')).map(({ enterpriseId }) => enterpriseId)).toEqual(
        before.slice(1).map(({ enterpriseId }) => enterpriseId),
      );
      await page.keyboard.press('z');
      await page.locator('.queue a[aria-current=true]', { hasText: before[0]?.name ?? '' }).waitFor();
      expect(await queue('open')).toHaveLength(before.length);
      await page.keyboard.press('j');
      await page.locator('.queue a[aria-current=true]', { hasText: before[1]?.name ?? '' }).waitFor();
      await page.context().close();
    });

    it('loses nothing that was typed when the session ends: the decision is sent after the log-in', async () => {
      const page = await as('reviewer');
      await page.goto('/review');
      await page.getByLabel('备注').fill('电话核实过');
      await endSession(page.context());
      await page.getByRole('button', { name: '拿不准' }).click();
      const dialog = page.getByRole('dialog', { name: '登录已失效，请重新登录' });
      await dialog.waitFor();
      expect(await page.getByLabel('备注').inputValue()).toBe('电话核实过');
      await dialog.getByLabel('密码', { exact: true }).fill(passwordOf('reviewer'));
      await page.keyboard.press('Enter');
      await page.getByText('已标为拿不准').waitFor();
      expect(await queue('unsure')).toHaveLength(1);
      await page.context().close();
    });

    it('is shown what somebody else has decided meanwhile', async () => {
      const page = await as('reviewer');
      await page.goto('/review');
      await page.getByRole('button', { name: '是同一单位' }).waitFor();
      await page.waitForLoadState('networkidle');
      const [first] = await queue('open');
      const decision = { verdict: 'none', version: first?.version };
      await body(running().reviewer.post(`/api/matching/review/entries/${first?.enterpriseId}/decisions`, decision));
      await page.keyboard.press('y');
      const dialog = page.getByRole('dialog', { name: '内容已被他人修改' });
      await dialog.waitFor();
      expect(await dialog.innerText()).toMatch(/认定所有候选都不是[\s\S]*已决定[\s\S]*待审核/);
      await dialog.getByRole('button', { name: '载入最新内容' }).click();
      await page.getByRole('button', { name: '撤销最近的决定' }).waitFor();
      await page.context().close();
    });

    it('is told where a band is too small to be accepted at once', async () => {
      const page = await as('reviewer');
      await page.goto('/review/bulk');
      await page.getByRole('button', { name: '抽取十条' }).click();
      await page.getByText('请逐条核对。').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    });
  });

  describe('the dashboard', () => {
    it('states the figures of the service, and opens them down to the line of the workbook', async () => {
      const page = await as('reviewer');
      const { total } = await body(running().reviewer.get<CoverageReportView>(`/api/coverage?asOf=${AS_OF}`));
      await page.goto(`/coverage?asOf=${AS_OF}`);
      await page.getByRole('link', { name: `${total.ratePercent?.toFixed(2) ?? ''}%`, exact: true }).waitFor();
      await page.locator('svg text').first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: '看表' }).first().click();
      await page.getByRole('button', { name: '磴口县', exact: true }).click();
      await page.getByText(/共 \d+ 家/).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('combobox', { name: '看哪些企业' }).selectOption('counted');
      await page
        .getByRole('button', { name: /第 \d+ 行/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog', { name: '数据出处' });
      await dialog.getByRole('rowheader', { name: '企业名称' }).waitFor();
      await page.context().close();
    });

    it('prints without menu and buttons, and shows a county’s clerk the own county by industry', async () => {
      const page = await as('clerk');
      await page.goto(`/coverage?asOf=${AS_OF}`);
      await page.getByRole('heading', { name: '临河区工伤保险覆盖率' }).waitFor();
      await page.getByRole('heading', { name: '各行业排名' }).waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
      await page.context().close();
    });
  });

  it('no page of them all asked another host, or tried what the security policy forbids', () => {
    expect([...browsing.hosts]).toEqual([new URL(running().application.address).host]);
    expect(browsing.complaints).toEqual([]);
  });
});

async function importCity(reviewer: ApiClient): Promise<void> {
  const city = new City(CITY, '2020-05');
  await importKinds(reviewer, city, 'registry');
  const newest = city.files('enrolment-unit').at(-1);
  if (newest) await importFile(reviewer, city, newest);
  await matchNow(reviewer);
}

/** As if lines had been copied from a spreadsheet. */
async function pasteInto(page: Page, lines: string): Promise<void> {
  await page
    .getByLabel(/行的职工人数改为/)
    .first()
    .focus();
  await page.evaluate(`
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(lines)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  `);
}
