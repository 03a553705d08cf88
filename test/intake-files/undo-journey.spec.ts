import { join } from 'node:path';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { UndoneBatchView } from '../../src/intake/undo.controller.js';
import type { ReportView } from '../../src/reporting/reporting.dto.js';
import { body, expectRefusal } from '../support/api-client.js';
import { City, confirmScopeProposals, coverageOn, importFile, matchNow, type CityFile } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { handIn } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';

const city = new City(CITY);
const fileNamed = (start: string): CityFile => {
  const found = city.files('registry', 'enrolment-unit', 'cases').find(({ file }) => file.startsWith(start));
  if (!found) throw new Error(`The city has no ${start}.`);
  return found;
};

await describeInstallations('undoing a batch', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return {
      reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      clerk: await userWith(administrator, 'county-clerk', LINHE),
      leader: await userWith(administrator, 'county-leader', LINHE),
      stranger: await userWith(administrator, 'county-clerk', WUYUAN),
    };
  });
  const undo = ({ id, version }: BatchView, reason = '文件传错了'): ReturnType<ReturnType<typeof running>['reviewer']['post']> =>
    running().reviewer.post(`/api/imports/${id}/undo`, { version, reason });

  it('brings back what was before, and keeps who did it, when and why', async () => {
    const { reviewer, installation } = running();
    const enrolled = await importFile(reviewer, city, fileNamed('单位参保_2020-12'));
    const before = (await installation.footprint()).rows;
    const coverage = await coverageOn(reviewer, '2020-12-31');
    const batch = await importFile(reviewer, city, fileNamed('附件2_临河区'));
    expect((await coverageOn(reviewer, '2020-12-31')).total.headcount).toBeGreaterThan(0);
    await body(undo(batch));
    expect(await coverageOn(reviewer, '2020-12-31')).toEqual(coverage);
    const after = (await installation.footprint()).rows;
    for (const table of ['enterprise', 'registry_line', 'registry_handover', 'enterprise_alias', 'enrolment_record'])
      expect([table, after[table]]).toEqual([table, before[table]]);
    expect(await body(reviewer.get<BatchView>(`/api/imports/${batch.id}`))).toMatchObject({
      state: 'undone',
      undoneBy: 'municipal-reviewer 150800',
      undoneAt: expect.stringMatching(/^\d{4}-/),
      undoReason: '文件传错了',
      appliedBy: 'municipal-reviewer 150800',
    });
    await body(undo(enrolled));
    expect((await installation.footprint()).rows['enrolment_unit']).toBe(0);
  });

  it('lets the same bytes begin anew as a batch of their own', async () => {
    const { reviewer } = running();
    const file = fileNamed('附件2_五原县');
    const first = await importFile(reviewer, city, file);
    await body(undo(first));
    const second = await importFile(reviewer, city, file);
    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({ state: 'applied', new: file.rows, changed: 0 });
    const history = await body(reviewer.get<BatchView[]>('/api/imports'));
    expect(history.filter(({ fileHash }) => fileHash === first.fileHash).map(({ state }) => state)).toEqual(['applied', 'undone']);
  });

  it('keeps an enterprise of which somebody has decided, for the day that it comes back', async () => {
    const { reviewer, installation } = running();
    const file = fileNamed('附件2_磴口县');
    const first = await importFile(reviewer, city, file);
    const decided = await confirmScopeProposals(reviewer);
    expect(decided).toBeGreaterThan(0);
    await body(undo(first));
    const { enterprise = [], scope_decision: decisions = [] } = await installation.tables();
    expect(decisions.map((row) => row['enterpriseId']).every((id) => enterprise.some((row) => row['id'] === id))).toBe(true);
    await importFile(reviewer, city, file);
    expect(await confirmScopeProposals(reviewer)).toBe(0);
  });

  it('is refused with the reports that rest on the batch, once they are handed in', async () => {
    const { reviewer, leader, installation } = running();
    const registry = await importFile(reviewer, city, { ...fileNamed('附件2_临河区') });
    const enrolment = await importFile(reviewer, city, fileNamed('单位参保_2020-12'));
    const cases = await importFile(reviewer, city, fileNamed('附件3_临河区'));
    await matchNow(reviewer);
    await installation.cli('report', '--due', '2020-06-05', '--out', join(installation.dataDir, 'reports'), '--county', LINHE);
    await installation.cli('report', '--due', '2021-06-05', '--out', join(installation.dataDir, 'reports'), '--county', LINHE);
    const reports = await body(reviewer.get<ReportView[]>('/api/reports'));
    const own = reports.filter(({ countyCode, state }) => countyCode === LINHE && state === 'drafting');
    expect(own.length).toBeGreaterThan(0);
    for (const { id } of own) await handIn(leader, id);
    const refusal = await expectRefusal(undo(registry), 409, 'batch-in-use');
    expect(refusal.title).toContain('临河区');
    expect(refusal.title).toContain('已提交');
    await expectRefusal(undo(enrolment), 409, 'batch-in-use');
    for (const { id } of own) {
      const { version } = await body(reviewer.get<ReportView>(`/api/reports/${id}`));
      await body(reviewer.post(`/api/reports/${id}/return`, { version, reason: '数据有误，请更正' }));
    }
    await body(undo(cases));
    await body(undo(enrolment));
    await body(undo(registry));
  });

  it('is refused to others, without a reason, with a stale version and for what is not in force', async () => {
    const { reviewer, clerk, stranger } = running();
    const batch = await importFile(reviewer, city, fileNamed('附件3_磴口县'));
    const request = { version: batch.version, reason: '文件传错了' };
    await expectRefusal(stranger.post(`/api/imports/${batch.id}/undo`, request), 404, 'not-found');
    await expectRefusal(clerk.post(`/api/imports/${batch.id}/undo`, request), 404, 'not-found');
    await expectRefusal(
      reviewer.post(`/api/imports/${batch.id}/undo`, { version: batch.version, reason: '  ' }),
      400,
      'undo-reason-missing',
    );
    await expectRefusal(reviewer.post(`/api/imports/${batch.id}/undo`, { version: batch.version }), 400, 'fields-invalid');
    await expectRefusal(undo({ ...batch, version: batch.version - 1 }), 409, 'stale-version');
    const planned = await importFile(reviewer, city, fileNamed('附件3_五原县'), 'plan');
    await expectRefusal(undo(planned), 409, 'batch-not-applied');
  });

  it('happens once when five people press the button in the same moment', async () => {
    const { reviewer } = running();
    const batch = await importFile(reviewer, city, fileNamed('附件3_杭锦后旗'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => undo(batch)));
    expect(answers.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const found = await eventually('the batch is undone', async () => {
      const now = await body(reviewer.get<UndoneBatchView>(`/api/imports/${batch.id}`));
      return now.state === 'undone' ? now : undefined;
    });
    expect(found.version).toBe(batch.version + 1);
  });

  it('of a large kind counts at once, and removes its rows by and by', async () => {
    const { reviewer, installation } = running();
    const text = '姓名,证件号码,单位编号,单位名称,险种类型,参保状态\r\n甲某,150802197001010018,U1,甲矿业有限公司,工伤保险,参保\r\n';
    const upload = { name: '人员.csv', bytes: new TextEncoder().encode(text) };
    const batch = await body(reviewer.import<BatchView>(upload, { kind: 'enrolment-person', asOf: '2022-12', step: 'apply' }));
    expect(batch).toMatchObject({ state: 'applied', rows: 1 });
    const people = async (): Promise<number> => (await installation.footprint()).rows['enrolment_person'] ?? 0;
    expect(await people()).toBe(1);
    await body(undo(batch));
    await eventually('its rows are gone', async () => ((await people()) === 0 ? true : undefined));
    expect(await body(reviewer.get<BatchView>(`/api/imports/${batch.id}`))).toMatchObject({ state: 'undone' });
  });

  it('comes from the command line, too', async () => {
    const { reviewer, installation } = running();
    const batch = await importFile(reviewer, city, fileNamed('附件3_乌拉特中旗'));
    expect((await installation.cli('batch', String(batch.id), '--undo')).code).toBe(2);
    const { code, stdout } = await installation.cli('batch', String(batch.id), '--undo', '--reason', '重复导入', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'undone', undoReason: '重复导入' });
  });
});
