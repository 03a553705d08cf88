import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { CityAssemblyView, CityBundleView, CountyMatrixView } from '../../src/reporting/city/city.dto.js';
import type { ReceiptWithFilesView, SubmissionView } from '../../src/reporting/submission.dto.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { sha256, unzipped } from '../support/archives.js';
import { City, importKinds } from '../support/city.js';
import { inTheClear } from '../support/disclosure.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { handIn, pastReport, reportOf } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { columnOf, sheetText } from '../support/workbooks.js';

const city = new City(CITY);
const DUE = '2022-10-10';
const MATRIX = '/api/city-reports/matrix?from=2022-01-01&to=2022-12-31';
const DENGKOU = '150822';
const HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';
/** Synthetic. */
const CASES: Readonly<Record<string, string>> = {
  [LINHE]: '甲某,男,150802197001010018,某矿业有限公司,矽肺壹期,2022-07-15,,,是,否,',
  [WUYUAN]: '乙某,男,150821197001010017,某水泥有限公司,矽肺壹期,2022-08-15,,,是,否,',
};

/** An archive's files, the lines of its list, and what the last of them says of the whole. */
async function archiveOf(bytes: Buffer): Promise<{
  readonly files: ReadonlyMap<string, Buffer>;
  readonly listed: Record<string, string>[];
  readonly notice: string | undefined;
}> {
  const files = await unzipped(bytes);
  const lines = parse<Record<string, string>>(files.get('清单.csv') ?? Buffer.of(), { bom: true, columns: true });
  return { files, listed: lines.slice(0, -1), notice: lines.at(-1)?.['旗县区代码'] };
}

await describeInstallations('the city assembles what it has accepted', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const second = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit');
    for (const [county, line] of Object.entries(CASES)) {
      const upload = { name: '附件3.csv', bytes: new TextEncoder().encode(`${HEADER}\r\n${line}\r\n`) };
      await body(reviewer.import<BatchView>(upload, { kind: 'cases', county, step: 'apply', confirmLargeChange: 'true' }));
    }
    await body(reviewer.post('/api/matching/runs'));
    const reports = new Map<string, number>();
    for (const county of [LINHE, WUYUAN, DENGKOU]) reports.set(county, (await pastReport(reviewer, DUE, county)).id);
    const leaders = new Map<string, ApiClient>();
    for (const county of reports.keys()) leaders.set(county, await userWith(administrator, 'county-leader', county));
    return { administrator, reviewer, second, reports, leaders, auditor: await userWith(administrator, 'auditor', CITY_CODE) };
  });
  const idOf = (county: string): number => running().reports.get(county) ?? 0;
  const leaderOf = (county: string): ApiClient => running().leaders.get(county) ?? running().administrator;
  const accept = async (county: string): Promise<void> => {
    const { version } = await reportOf(running().reviewer, idOf(county));
    await body(running().reviewer.post(`/api/reports/${idOf(county)}/acceptance`, { version }));
  };
  const made = async (id: number): Promise<CityBundleView> =>
    eventually(
      'the archive is made',
      async () => {
        const bundle = await body(running().reviewer.get<CityBundleView>(`/api/city-bundles/${id}`));
        if (bundle.state === 'failed') throw new Error(bundle.note);
        return bundle.state === 'done' ? bundle : undefined;
      },
      60,
    );
  const request = (): Promise<CityBundleView> => body(running().reviewer.post<CityBundleView>(`/api/city-reports/${DUE}/bundles`));

  it('with nothing accepted: empty forms, and every county is named as pending', async () => {
    const { reviewer } = running();
    const assembled = await body(reviewer.get<CityAssemblyView>(`/api/city-reports/${DUE}`));
    expect(assembled.accepted).toEqual([]);
    expect(assembled.pending).toHaveLength(7);
    expect(assembled.forms.map(({ form }) => form)).toEqual(['coverage-summary', 'annex-3']);
    expect(assembled.forms[1]?.rows).toEqual([]);
    await expectRefusal(reviewer.get('/api/city-reports/2021-03-03'), 404, 'not-found');
    await expectRefusal(reviewer.get('/api/city-reports/2021-02-30'), 400, 'date-invalid');
  });

  it('shows county by turn: state, overdue, late, receipt, and the totals', async () => {
    const { reviewer } = running();
    for (const county of [LINHE, WUYUAN]) await handIn(leaderOf(county), idOf(county));
    await accept(LINHE);
    const matrix = await body(reviewer.get<CountyMatrixView>(MATRIX));
    const ofCounty = (code: string): unknown => matrix.cells.find(({ countyCode }) => countyCode === code);
    expect(matrix.cells).toHaveLength(7);
    expect(ofCounty(LINHE)).toMatchObject({
      countyName: '临河区',
      state: 'accepted',
      overdue: false,
      punctuality: 'late',
      receipt: { number: 1, receiptNumber: expect.stringMatching(/^HZ20221010-150802-/) },
    });
    expect(ofCounty(WUYUAN)).toMatchObject({ state: 'submitted', overdue: false, submittedAt: expect.any(String) });
    expect(ofCounty(DENGKOU)).toMatchObject({ state: 'drafting', overdue: true, punctuality: 'overdue', receipt: null });
    expect(matrix.total).toEqual({ owed: 7, reported: 2, onTime: 0, late: 2, overdue: 5 });
    await expectRefusal(reviewer.get('/api/city-reports/matrix?from=2022-12-31&to=2022-01-01'), 400, 'period-invalid');
    expect((await body(leaderOf(WUYUAN).get<CountyMatrixView>(MATRIX))).cells.map(({ countyCode }) => countyCode)).toEqual([WUYUAN]);
  });

  it('adds up accepted reports only, and names the others in the answer and on the forms', async () => {
    const { reviewer } = running();
    const assembled = await body(reviewer.get<CityAssemblyView>(`/api/city-reports/${DUE}`));
    expect(assembled.accepted.map(({ countyCode }) => countyCode)).toEqual([LINHE]);
    expect(assembled.pending.map(({ countyCode }) => countyCode)).toContain(WUYUAN);
    const submitted = await body(reviewer.get<SubmissionView>(`/api/reports/${idOf(LINHE)}/submissions/1`));
    expect(assembled.forms[1]?.rows).toEqual(submitted.forms[2]?.rows);
    expect(JSON.stringify(assembled)).not.toMatch(/\d{17}[\dX]/);
    const { fileName, bytes } = await reviewer.download(`/api/city-reports/${DUE}/forms/annex-3`);
    expect(fileName).toBe(`${DUE}_${CITY_CODE}_附件3_职业病人员统计情况表（全市汇总）（脱敏）.xlsx`);
    const sheet = await sheetText(bytes);
    expect(columnOf(sheet, '身份证号码')).toContain('150802********0018');
    expect(columnOf(sheet, '身份证号码')).not.toContain('150821********0017');
    const remark = sheet.at(-1)?.[0] ?? '';
    expect(remark).toContain('应报 7 个旗县区，已接收 1 个');
    expect(remark).toContain('五原县（已提交）');
    expect(remark).toContain('磴口县（填报中）');
    expect(remark).not.toContain('临河区');
    await expectRefusal(reviewer.get(`/api/city-reports/${DUE}/forms/annex-2`), 404, 'not-found');
  });

  it('adds people, not rates, once a second county is accepted', async () => {
    const { reviewer } = running();
    await accept(WUYUAN);
    const assembled = await body(reviewer.get<CityAssemblyView>(`/api/city-reports/${DUE}`));
    const totals = await Promise.all(
      [LINHE, WUYUAN].map(async (county) => body(reviewer.get<SubmissionView>(`/api/reports/${idOf(county)}/submissions/1`))),
    );
    const figure = (form: CityAssemblyView['forms'][0] | undefined, field: string): number =>
      Number(form?.rows.at(-1)?.cells.find((cell) => cell.field === field)?.value);
    const added = (field: string): number => totals.reduce((sum, { forms }) => sum + figure(forms[0], field), 0);
    const [headcount, insured] = [added('headcount'), added('insured')];
    expect(headcount).toBeGreaterThan(0);
    expect(figure(assembled.forms[0], 'headcount')).toBe(headcount);
    expect(figure(assembled.forms[0], 'insured')).toBe(insured);
    expect(figure(assembled.forms[0], 'rate')).toBe(Math.floor((insured * 10_000) / headcount) / 100);
  });

  it('gives one archive of a due day, with a manifest whose hashes are those of the files', async () => {
    const { reviewer } = running();
    const asked = await request();
    const bundle = await made(asked.id);
    expect(bundle).toMatchObject({ percent: 100, fileName: `${DUE}_${CITY_CODE}_报表归档包.zip` });
    const { fileName, bytes } = await reviewer.download(`/api/city-bundles/${bundle.id}/file`);
    expect(fileName).toBe(bundle.fileName);
    expect(sha256(bytes)).toBe(bundle.fileHash);
    const { files, listed, notice } = await archiveOf(bytes);
    const told = new Map(listed.map((line) => [line['路径'] ?? '', line]));
    expect([...told.keys(), '清单.csv', '未接收旗县区.csv'].sort()).toEqual([...files.keys()].sort());
    for (const [path, line] of told) {
      const isOriginal = sha256(files.get(path) ?? Buffer.of()) === line['文件校验值（SHA-256）'];
      expect([path, line['内容'], isOriginal]).toEqual([path, path.includes('附件3') ? '脱敏' : '原件', !path.includes('附件3')]);
    }
    expect(notice).toContain('已脱敏');
    const [receipt] = await body(reviewer.get<ReceiptWithFilesView[]>(`/api/reports/${idOf(LINHE)}/submissions`));
    const ofLinhe = listed.filter((line) => line['旗县区代码'] === LINHE);
    expect(ofLinhe.map((line) => line['文件校验值（SHA-256）']).sort()).toEqual(receipt?.files.map(({ fileHash }) => fileHash).sort());
    expect(new Set(ofLinhe.map((line) => line['回执编号']))).toEqual(new Set([receipt?.receiptNumber]));
    expect(listed.filter((line) => line['旗县区'] === '全市汇总')).toHaveLength(2);
    expect(files.get('未接收旗县区.csv')?.toString('utf8')).toContain('磴口县,填报中');
  });

  it('gives the archive with every file as it was handed in to who asked and was allowed, and says so in its list', async () => {
    const { reviewer, second } = running();
    const { id } = await made((await request()).id);
    const { bytes } = await inTheClear(reviewer, second, 'city-bundle', String(id));
    const { files, listed, notice } = await archiveOf(bytes);
    for (const line of listed) expect(sha256(files.get(line['路径'] ?? '') ?? Buffer.of())).toBe(line['文件校验值（SHA-256）']);
    expect(notice).toMatch(
      /^含个人信息，注意保密。导出人 municipal-reviewer 150800（巴彦淖尔市），20\d\d-.*批准人 municipal-reviewer 150800$/,
    );
    const form = await inTheClear(reviewer, second, 'city-form', `${DUE}/annex-3`);
    expect(columnOf(await sheetText(form.bytes), '身份证号码')).toContain('150802197001010018');
  });

  it('gives the same archive for the same state, and another for another state', async () => {
    const before = await made((await request()).id);
    expect(await made((await request()).id)).toEqual(before);
    await handIn(leaderOf(DENGKOU), idOf(DENGKOU));
    const after = await made((await request()).id);
    expect(after.id).not.toBe(before.id);
    expect(after.fileHash).not.toBe(before.fileHash);
    const files = await unzipped((await running().reviewer.download(`/api/city-bundles/${after.id}/file`)).bytes);
    expect([...files.keys()].filter((path) => path.includes('磴口县'))).toHaveLength(3);
  });

  it('keeps the archive sealed on disk', async () => {
    const { installation, reviewer } = running();
    const { id, fileHash } = await made((await request()).id);
    const { bytes } = await reviewer.download(`/api/city-bundles/${id}/file`);
    const stored = (await installation.files()).find((path) => path.endsWith(fileHash ?? '-'));
    const kept = await readFile(stored ?? '');
    expect(kept.includes(bytes.subarray(0, 64))).toBe(false);
    expect((await installation.files()).filter((path) => path.endsWith('bundle.zip'))).toEqual([]);
  });

  it('is for the municipal reviewer alone', async () => {
    const { administrator, auditor } = running();
    const { id } = await request();
    for (const other of [leaderOf(LINHE), administrator, auditor]) {
      await expectRefusal(other.get(`/api/city-reports/${DUE}`), 403, 'right-missing');
      await expectRefusal(other.get(`/api/city-reports/${DUE}/forms/annex-3`), 403, 'right-missing');
      await expectRefusal(other.post(`/api/city-reports/${DUE}/bundles`), 403, 'right-missing');
      await expectRefusal(other.get(`/api/city-bundles/${id}`), 403, 'right-missing');
      await expectRefusal(other.get(`/api/city-bundles/${id}/file`), 403, 'right-missing');
    }
    await expectRefusal(running().reviewer.get('/api/city-bundles/99999999'), 404, 'not-found');
  });
});
