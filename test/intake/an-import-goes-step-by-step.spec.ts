import { join } from 'node:path';
import type { ChangeView, CorrectionView, ProgressView, SheetsView } from '../../src/intake/batch-steps.dto.js';
import type { BatchView, IssueGroupView } from '../../src/intake/intake.dto.js';
import { body, expectRefusal, uploadOf, type ApiClient } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { batchOf, enterprises, eventsOf, HEADER, REGISTRY, registryOf, settled, upload } from './support.js';

const ODD_HEADER = ['序号', '所属行业', '企业名称', '企业地址', '在册情况', '企业联系人', '联系电话', '备注'];

const sheetsOf = (user: ApiClient, id: number): Promise<SheetsView> => body(user.get<SheetsView>(`/api/imports/${id}/sheets`));
const columnsOf = async (user: ApiClient, id: number) => (await sheetsOf(user, id)).sheets[0]?.columns ?? [];
const changesOf = (user: ApiClient, id: number, query = ''): Promise<ChangeView[]> =>
  body(user.get<ChangeView[]>(`/api/imports/${id}/changes${query}`));

async function setSheets(user: ApiClient, id: number, sheets: object): Promise<BatchView> {
  const { version } = await batchOf(user, id);
  await body(user.patch<ProgressView>(`/api/imports/${id}/sheets`, { version, sheets }));
  return settled(user, id);
}

async function correct(user: ApiClient, id: number, ...corrections: readonly object[]): Promise<BatchView> {
  const { version } = await batchOf(user, id);
  await body(user.post<ProgressView>(`/api/imports/${id}/corrections`, { version, corrections }));
  return settled(user, id);
}

await describeInstallations('an import, step by step,', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return {
      reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      linhe: await userWith(administrator, 'county-clerk', LINHE),
      wuyuan: await userWith(administrator, 'county-clerk', WUYUAN),
    };
  });

  describe('shows what was found', () => {
    it('in every sheet: header, columns, how sure each is, and three values', async () => {
      const { linhe } = running();
      const { id } = await upload(
        linhe,
        registryOf(['序号', '行业', ...HEADER.slice(2, 4), '2020年职工人数', ...HEADER.slice(5)], enterprises(5)),
      );
      const { sheets, fields } = await sheetsOf(linhe, id);
      expect(sheets).toMatchObject([{ hidden: false, skippedBecause: null, leftOut: false, headerRow: 2, headerRowSet: false }]);
      expect(sheets[0]?.columns.map(({ index, header, field, confidence }) => [index, header, field, confidence])).toEqual([
        [0, '序号', 'sequence', 'exact'],
        [1, '行业', 'industry', 'synonym'],
        [2, '企业名称', 'name', 'exact'],
        [3, '企业地址', 'address', 'exact'],
        [4, '2020年职工人数', 'headcount', 'contained'],
        [5, '企业联系人', 'contact', 'exact'],
        [6, '联系电话', 'phones', 'exact'],
        [7, '备注', 'remark', 'exact'],
      ]);
      expect(sheets[0]?.columns[4]?.samples).toEqual(['10', '11', '12']);
      expect(fields).toContainEqual({ field: 'headcount', label: '职工人数', required: true });
    });

    it('without showing who a person is', async () => {
      const { reviewer } = running();
      const { id } = await body(reviewer.import<BatchView>(await uploadOf(join(CITY, '附件3_临河区.xlsx')), { kind: 'cases' }));
      const answer = JSON.stringify([await sheetsOf(reviewer, id), await changesOf(reviewer, id)]);
      expect(answer).not.toMatch(/\d{15}/);
      const columns = await columnsOf(reviewer, id);
      const samples = columns.filter(({ field }) => field === 'name' || field === 'idNumber').flatMap((column) => column.samples);
      expect(samples.length).toBeGreaterThan(2);
      for (const sample of samples) expect(sample).toMatch(/^.\*+$/);
    });

    it('of a workbook that cannot be read as it is, which its rejection names', async () => {
      const { linhe } = running();
      const file = registryOf(ODD_HEADER, enterprises(4));
      const { details } = await expectRefusal(linhe.import(file, REGISTRY), 400, 'workbook-without-table');
      const id = Number(details?.['batchId']);
      const { sheets } = await sheetsOf(linhe, id);
      expect(sheets).toMatchObject([{ skippedBecause: expect.stringContaining('职工人数'), headerRow: 2 }]);
      expect(sheets[0]?.columns[4]).toEqual({ index: 4, header: '在册情况', field: null, confidence: null, samples: ['10', '11', '12'] });
      const name = sheets[0]?.name ?? '';
      const planned = await setSheets(linhe, id, { [name]: { fields: { 4: 'headcount' } } });
      expect(planned).toMatchObject({ state: 'planned', rows: 4, rejection: null });
      expect((await columnsOf(linhe, id))[4]).toMatchObject({ field: 'headcount', confidence: 'person' });
    });

    it('and reads the next workbook of the same header as this one was set, for the same region only', async () => {
      const { linhe, wuyuan } = running();
      const { id, state } = await upload(linhe, registryOf(ODD_HEADER, enterprises(3)));
      expect(state).toBe('planned');
      expect((await columnsOf(linhe, id))[4]).toMatchObject({ field: 'headcount', confidence: 'remembered' });
      await expectRefusal(wuyuan.import(registryOf(ODD_HEADER, enterprises(3), '五原县'), REGISTRY), 400, 'workbook-without-table');
    });
  });

  describe('takes settings', () => {
    it('for the header row, the columns and sheets that are left out', async () => {
      const { linhe } = running();
      const { id } = await upload(linhe, registryOf(HEADER, [['', '', '', '', '人数', '', '', ''], ...enterprises(3)]));
      const { sheets } = await sheetsOf(linhe, id);
      const name = sheets[0]?.name ?? '';
      const moved = await setSheets(linhe, id, { [name]: { headerRow: 2, fields: { 7: null } } });
      expect(moved.state).toBe('planned');
      expect(await sheetsOf(linhe, id)).toMatchObject({ sheets: [{ headerRowSet: true, columns: expect.any(Array) }] });
      expect((await columnsOf(linhe, id))[7]).toMatchObject({ field: null, confidence: null });
      const without = await setSheets(linhe, id, { [name]: { leftOut: true } });
      expect(without).toMatchObject({ state: 'rejected', rejection: { code: 'workbook-without-table' } });
      expect(await setSheets(linhe, id, { [name]: { leftOut: false, headerRow: null } })).toMatchObject({
        state: 'planned',
        rejection: null,
      });
    });

    it('only where they fit the workbook', async () => {
      const { linhe } = running();
      const { id, version } = await upload(linhe, registryOf(HEADER, enterprises(6)));
      const name = (await sheetsOf(linhe, id)).sheets[0]?.name ?? '';
      const refused = (sheets: unknown, code: string) =>
        expectRefusal(linhe.patch(`/api/imports/${id}/sheets`, { version, sheets }), 400, code);
      await refused({ [name]: { fields: { 4: 'payroll' } } }, 'field-unknown');
      await refused({ [name]: { fields: { 3: 'name', 4: 'name' } } }, 'field-twice');
      await refused({ [name]: { headerRow: 99 } }, 'header-row-beyond');
      await refused({ 别的表: { leftOut: true } }, 'sheet-unknown');
      await refused({ [name]: { rows: 5 } }, 'settings-malformed');
      await refused({}, 'settings-empty');
      await expectRefusal(
        linhe.patch(`/api/imports/${id}/sheets`, { version: version - 1, sheets: { [name]: { leftOut: true } } }),
        409,
        'stale-version',
      );
      expect(await batchOf(linhe, id)).toMatchObject({ state: 'planned', version });
    });
  });

  describe('takes corrections', () => {
    it('of a cell, of all equal values and of a column, the narrower before the wider, and gives them back', async () => {
      const { linhe } = running();
      const rows = enterprises(6).map((row, i) => row.map((cell, column) => (column === 4 ? (i < 3 ? '十 几人' : '若干') : cell)));
      const { id, errorCount } = await upload(linhe, registryOf(HEADER, rows));
      expect(errorCount).toBe(6);
      const groups = await body(linhe.get<IssueGroupView[]>(`/api/imports/${id}/issue-groups`));
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(6);
      const name = (await sheetsOf(linhe, id)).sheets[0]?.name ?? '';
      const left = await correct(linhe, id, { scope: 'value', field: 'headcount', from: '十几人', to: '15' });
      expect(left).toMatchObject({ state: 'planned', errorCount: 3, new: 3 });
      const cell = { scope: 'cell', sheet: name, row: 6, field: 'headcount', to: '7' };
      const all = await correct(linhe, id, { scope: 'column', field: 'headcount', to: '30' }, cell);
      expect(all).toMatchObject({ errorCount: 0, new: 6 });
      const kept = await body(linhe.get<CorrectionView[]>(`/api/imports/${id}/corrections`));
      expect(kept.map(({ scope, to }) => [scope, to])).toEqual([
        ['value', '15'],
        ['column', '30'],
        ['cell', '7'],
      ]);
      await body(linhe.delete<ProgressView>(`/api/imports/${id}/corrections/${kept[1]?.id}?version=${all.version}`));
      const withdrawn = await settled(linhe, id);
      expect(withdrawn).toMatchObject({ errorCount: 2, new: 4 });
      await body(linhe.post(`/api/imports/${id}/apply`, { version: withdrawn.version, confirmLargeChange: true }));
      const lines = (await running().installation.tables())['registry_line']?.filter((line) => line['batchId'] === id) ?? [];
      expect(lines.map(({ headcount }) => headcount).sort()).toEqual([15, 15, 15, 7]);
    });

    it('without repeating what they say of a person', async () => {
      const { reviewer } = running();
      const { id } = await body(reviewer.import<BatchView>(await uploadOf(join(CITY, '附件3_五原县.xlsx')), { kind: 'cases' }));
      await correct(reviewer, id, { scope: 'value', field: 'name', from: '某某某', to: '乌兰巴特尔' });
      const [kept] = await body(reviewer.get<CorrectionView[]>(`/api/imports/${id}/corrections`));
      expect(kept).toMatchObject({ from: '某**', to: '乌****' });
      const stored = JSON.stringify((await running().installation.tables())['import_correction']);
      expect(stored).not.toContain('乌兰巴特尔');
    });

    it('only where they can have an effect', async () => {
      const { linhe } = running();
      const { id, version } = await upload(linhe, registryOf(HEADER, enterprises(7)));
      const name = (await sheetsOf(linhe, id)).sheets[0]?.name ?? '';
      const refused = (corrections: object[], code: string) =>
        expectRefusal(linhe.post(`/api/imports/${id}/corrections`, { version, corrections }), 400, code);
      await refused([{ scope: 'column', field: 'payroll', to: '1' }], 'field-unknown');
      await refused([{ scope: 'value', field: 'name', to: '1' }], 'correction-incomplete');
      await refused([{ scope: 'cell', sheet: name, row: 2, field: 'name', to: '1' }], 'row-unknown');
      await refused([{ scope: 'cell', sheet: name, row: 99, field: 'name', to: '1' }], 'row-unknown');
      await refused([], 'corrections-empty');
      const many = Array.from({ length: 1000 }, (_, i) => ({ scope: 'value', field: 'remark', from: `${i}`, to: '' }));
      await correct(linhe, id, ...many);
      const now = await batchOf(linhe, id);
      const oneMore = { version: now.version, corrections: many.slice(0, 1) };
      await expectRefusal(linhe.post(`/api/imports/${id}/corrections`, oneMore), 400, 'corrections-too-many');
    });
  });

  describe('shows what would change', () => {
    it('as new, changed old to new, and missing; raises the alarm above a fifth and applies only when that is confirmed', async () => {
      const { wuyuan } = running();
      const first = await body(wuyuan.import<BatchView>(registryOf(HEADER, enterprises(10), '五原县'), { ...REGISTRY, step: 'apply' }));
      expect(first).toMatchObject({ state: 'applied', new: 10, largeChange: false });
      expect(await changesOf(wuyuan, first.id)).toEqual([]);
      const rows = enterprises(9).map((row, i) => (i < 2 ? row.map((cell, column) => (column === 4 ? 99 : cell)) : row));
      const later = registryOf(HEADER, [...rows, [11, '煤矿', '五原县新矿', '东街', 5, '', '', '']], '五原县');
      const planned = await body(wuyuan.import<BatchView>(later, { ...REGISTRY, asOf: '2020-10', step: 'apply' }));
      expect(planned).toMatchObject({ state: 'planned', new: 1, changed: 2, unchanged: 7, missing: 1, largeChange: true });
      expect(planned.alarms).toMatchObject([{ code: 'enterprises-changed', message: expect.stringMatching(/^五原县已有 10 家企业/) }]);
      expect((await changesOf(wuyuan, planned.id)).map(({ type, identity, row, fields }) => [type, identity, row, fields])).toEqual([
        ['changed', '临河区第1砖厂', 3, [{ label: '职工人数', from: '10', to: '99' }]],
        ['changed', '临河区第2砖厂', 4, [{ label: '职工人数', from: '11', to: '99' }]],
        ['new', '五原县新矿', 12, []],
        ['missing', '临河区第10砖厂', null, []],
      ]);
      const [changed] = await changesOf(wuyuan, planned.id, '?type=changed&limit=1');
      expect(await changesOf(wuyuan, planned.id, `?type=changed&after=${changed?.id}`)).toHaveLength(1);
      const apply = `/api/imports/${planned.id}/apply`;
      await expectRefusal(wuyuan.post(apply, { version: planned.version }), 409, 'large-change');
      const applied = await body(wuyuan.post<BatchView>(apply, { version: planned.version, confirmLargeChange: true }));
      expect(applied).toMatchObject({ state: 'applied', changed: 2, missing: 1 });
      expect(await changesOf(wuyuan, planned.id)).toEqual([]);
    });

    it('and applies nothing else: where another import came between, the plan is made and shown again', async () => {
      const { wuyuan } = running();
      const rows = enterprises(9);
      const planned = await upload(wuyuan, registryOf(HEADER, rows.slice(0, 8), '五原县'), { ...REGISTRY, asOf: '2021-05' });
      const other = { ...REGISTRY, asOf: '2021-03', step: 'apply', confirmLargeChange: 'true' };
      expect(await upload(wuyuan, registryOf(HEADER, rows, '五原县'), other)).toMatchObject({ state: 'applied' });
      const confirmed = { version: planned.version, confirmLargeChange: true };
      await expectRefusal(wuyuan.post(`/api/imports/${planned.id}/apply`, confirmed), 409, 'plan-changed');
      const again = await settled(wuyuan, planned.id);
      expect(again).toMatchObject({ state: 'planned', notice: { code: 'plan-changed' } });
      expect(again.version).toBeGreaterThan(planned.version);
      expect([again.new, again.changed, again.missing]).not.toEqual([planned.new, planned.changed, planned.missing]);
      const applied = await body(
        wuyuan.post<BatchView>(`/api/imports/${planned.id}/apply`, { version: again.version, confirmLargeChange: true }),
      );
      expect(applied).toMatchObject({ state: 'applied', notice: null });
    });
  });

  describe('tells how far it is', () => {
    it('when asked, and by events until a step has ended', async () => {
      const { linhe } = running();
      const { id, version } = await upload(linhe, registryOf(HEADER, enterprises(2)));
      const events = await eventsOf(linhe, id);
      expect(events.map(({ type }) => type)).toEqual(['progress']);
      const progress = await body(linhe.get<ProgressView>(`/api/imports/${id}/progress`));
      expect(JSON.parse(events[0]?.data ?? '')).toEqual(progress);
      expect(progress).toEqual({ id, state: 'planned', version, percent: 100, note: '', rowsRead: 2, stalled: false });
      await body(linhe.post(`/api/imports/${id}/corrections`, { version, corrections: [{ scope: 'column', field: 'remark', to: '' }] }));
      const followed = await eventsOf(linhe, id);
      expect(JSON.parse(followed.at(-1)?.data ?? '')).toMatchObject({ state: 'planned', percent: 100 });
    });

    it('to nobody else: another county finds no such batch behind any of its addresses', async () => {
      const { linhe, wuyuan } = running();
      const { id, version } = await upload(linhe, registryOf(HEADER, enterprises(11)));
      for (const part of ['sheets', 'corrections', 'changes', 'progress', 'events'])
        await expectRefusal(wuyuan.get(`/api/imports/${id}/${part}`), 404, 'not-found');
      await expectRefusal(wuyuan.patch(`/api/imports/${id}/sheets`, { version, sheets: { x: {} } }), 404, 'not-found');
      await expectRefusal(wuyuan.delete(`/api/imports/${id}/corrections/1?version=${version}`), 404, 'not-found');
      const corrections = [{ scope: 'column', field: 'remark', to: '' }];
      await expectRefusal(wuyuan.post(`/api/imports/${id}/corrections`, { version, corrections }), 404, 'not-found');
    });
  });

  it('stays in the history when it was rejected, with its reason, for the region that uploaded it', async () => {
    const { linhe, wuyuan, reviewer } = running();
    const { details } = await expectRefusal(
      linhe.import(registryOf(HEADER, enterprises(3), '五原县'), REGISTRY),
      403,
      'county-outside-scope',
    );
    const id = Number(details?.['batchId']);
    expect(await batchOf(linhe, id)).toMatchObject({ state: 'rejected', rejection: { code: 'county-outside-scope' }, countyCodes: [] });
    await expectRefusal(wuyuan.get(`/api/imports/${id}`), 404, 'not-found');
    expect((await batchOf(reviewer, id)).state).toBe('rejected');
    const history = await body(wuyuan.get<BatchView[]>('/api/imports?limit=100'));
    expect(history.map((batch) => batch.id)).not.toContain(id);
  });

  it('can be given up when it is planned or rejected, and begins anew when it is uploaded again', async () => {
    const { linhe, installation } = running();
    const file = registryOf(HEADER, enterprises(12));
    const { id, version } = await upload(linhe, file);
    await correct(linhe, id, { scope: 'column', field: 'headcount', to: '3' });
    expect(await body(linhe.post<BatchView>(`/api/imports/${id}/cancel`))).toMatchObject({ id, state: 'cancelled' });
    await expectRefusal(linhe.post(`/api/imports/${id}/apply`, { version }), 409, 'stale-version');
    expect((await installation.tables())['import_change']?.filter((change) => change['batchId'] === id)).toEqual([]);
    const anew = await upload(linhe, file);
    expect(anew).toMatchObject({ id, state: 'planned' });
    expect(await body(linhe.get<CorrectionView[]>(`/api/imports/${id}/corrections`))).toEqual([]);
  });
});
