import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import { FLAG_NAMES, type CoverageFlag } from '../../src/coverage/index.js';
import { unzipped } from '../../src/platform/files/table/testing/written.js';
import { ApiClient, body, expectRefusal } from '../support/api-client.js';
import { allLinks, City, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { DAY } from '../support/other-county.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { columnOf, sheetText, type SheetText } from '../support/workbooks.js';

const city = new City(CITY);

/** Names as no enterprise has them, but a spreadsheet may. */
const FORMULA = '=1+1砖厂';
const WITH_FORMULA = {
  name: '杭锦后旗.csv',
  bytes: new TextEncoder().encode(
    `填报单位：杭锦后旗卫生健康委员会\n序号,所属行业,企业名称,企业地址,职工人数,备注\n1,建材,${FORMULA},陕坝镇,12,-5\n`,
  ),
};
const HANGJIN = '150826';

const PATHS = ['/api/coverage/enterprises.xlsx', '/api/matching/links.xlsx', '/api/enrolment/units.xlsx'] as const;

async function exported(user: ApiClient, path: string): Promise<{ fileName: string; bytes: Buffer; table: SheetText }> {
  const { fileName, bytes } = await user.download(path);
  return { fileName, bytes, table: await sheetText(bytes) };
}

await describeInstallations("what an office takes away of the city's data", (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    await body(reviewer.import(WITH_FORMULA, { kind: 'registry', asOf: '2022-06', step: 'apply', confirmLargeChange: 'true' }));
    await matchNow(reviewer);
    const clerk = await userWith(administrator, 'county-clerk', LINHE);
    const auditor = await userWith(administrator, 'auditor', CITY_CODE);
    return { reviewer, clerk, auditor, stranger: new ApiClient(application.address) };
  });

  it('are the enterprises behind the coverage, line by line as the list has them', async () => {
    const { reviewer } = running();
    const { fileName, table } = await exported(reviewer, `/api/coverage/enterprises.xlsx?asOf=${DAY}`);
    const listed = await body(reviewer.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${DAY}`));
    expect(fileName).toBe(`参保覆盖明细_巴彦淖尔市_${DAY}.xlsx`);
    const column = (header: string): (string | undefined)[] => {
      const at = table[0]?.indexOf(header) ?? -1;
      return table.slice(1).map((row) => row[at] ?? '');
    };
    const figure = (pick: (entry: CoverageEntryView) => number): string[] =>
      listed.map((entry) => (entry.inScope ? String(pick(entry)) : ''));
    expect(column('企业名称')).toEqual(listed.map(({ name }) => name));
    expect(column('职工人数')).toEqual(figure(({ headcount }) => headcount));
    expect(column('参保人数')).toEqual(figure(({ insured }) => insured));
    expect(column('参保人数上限')).toEqual(figure(({ insuredMax }) => insuredMax));
    expect(column('标记')).toEqual(listed.map(({ flags }) => flags.map((flag) => FLAG_NAMES[flag as CoverageFlag]).join('、')));
    expect(column('名册批次')).toEqual(listed.map(({ source }) => String(source.batchId)));
    expect(column('名册行号')).toEqual(listed.map(({ source }) => String(source.row)));
    listed.forEach(({ units }, i) => {
      for (const { unitNo, status } of units)
        expect(column(status === 'review' ? '待定候选单位' : '关联参保单位')[i]).toContain(`（${unitNo}）`);
    });
  });

  it('are the links and candidates', async () => {
    const { reviewer } = running();
    const links = await allLinks(reviewer);
    const { fileName, table } = await exported(reviewer, '/api/matching/links.xlsx');
    expect(fileName).toMatch(/^匹配结果_巴彦淖尔市_\d{4}-\d\d-\d\d\.xlsx$/);
    expect(columnOf(table, '单位编号')).toEqual(links.map(({ unitNo }) => unitNo));
    expect(columnOf(table, '企业名称')).toEqual(links.map(({ enterpriseName }) => enterpriseName));
    expect(columnOf(table, '得分').map(Number)).toEqual(links.map(({ score }) => score));
    const review = await exported(reviewer, '/api/matching/links.xlsx?status=review');
    expect(new Set(columnOf(review.table, '状态'))).toEqual(new Set(['待审核']));
    expect(columnOf(review.table, '企业名称')).toHaveLength(links.filter(({ status }) => status === 'review').length);
  });

  it('are the units with the people they insure as of the day', async () => {
    const { reviewer, installation } = running();
    const { fileName, table } = await exported(reviewer, `/api/enrolment/units.xlsx?asOf=${DAY}`);
    expect(fileName).toBe(`参保单位_巴彦淖尔市_${DAY}.xlsx`);
    const units = (await installation.tables())['enrolment_unit'] ?? [];
    expect(columnOf(table, '单位编号')).toEqual(units.map(({ unitNo }) => unitNo));
    expect(new Set(columnOf(table, '数据月份')).has('2022-12')).toBe(true);
    const before = await exported(reviewer, '/api/enrolment/units.xlsx?asOf=2019-12-31');
    expect(columnOf(before.table, '参保人数')).toEqual([]);
  });

  it.each(PATHS)('hold nothing of another county for its clerk: %s', async (path) => {
    const { clerk, reviewer } = running();
    const { table, fileName } = await exported(clerk, path);
    const all = await exported(reviewer, path);
    const own = await exported(reviewer, `${path}?county=${LINHE}`);
    const header = path.includes('units') ? '参保区划' : '旗县区';
    expect(fileName).toContain('临河区');
    expect(new Set(columnOf(table, header))).toEqual(new Set(['临河区']));
    expect(table).toEqual(own.table);
    expect(all.table.length).toBeGreaterThan(table.length);
  });

  it.each(PATHS)('answer another county like one that does not exist: %s', async (path) => {
    const { clerk } = running();
    await expectRefusal(clerk.get(`${path}?county=${WUYUAN}`), 404, 'not-found');
    await expectRefusal(clerk.get(`${path}?county=159999`), 404, 'not-found');
  });

  it.each(PATHS)('are for whoever may read the data: %s', async (path) => {
    const { auditor, stranger } = running();
    await expectRefusal(auditor.get(path), 403, 'right-missing');
    await expectRefusal(stranger.get(path), 401, 'session-required');
  });

  it.each([
    ['/api/coverage/enterprises.xlsx?asOf=2022-02-30', 'date-invalid'],
    ['/api/coverage/enterprises.xlsx?asOf=yesterday', 'fields-invalid'],
    ['/api/enrolment/units.xlsx?asOf=2022-02-30', 'date-invalid'],
    ['/api/enrolment/units.xlsx?asof=2022-12-31', 'fields-invalid'],
    ['/api/matching/links.xlsx?status=open', 'fields-invalid'],
    ['/api/matching/links.xlsx?asOf=2022-12-31', 'fields-invalid'],
  ])('are refused where the question makes no sense: %s', async (path, code) => {
    await expectRefusal(running().reviewer.get(path), 400, code);
  });

  it('keep text that looks like a formula as text', async () => {
    const { reviewer } = running();
    const { bytes, table } = await exported(reviewer, `/api/coverage/enterprises.xlsx?asOf=${DAY}&county=${HANGJIN}`);
    expect(columnOf(table, '企业名称')).toContain(FORMULA);
    const xml = unzipped(bytes).get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain(`s="3" t="inlineStr"><is><t>${FORMULA}</t>`);
    expect(xml).not.toMatch(/<f[ >/]/);
  });

  it('hold no identity number and no name of a sick worker', async () => {
    const { reviewer } = running();
    const texts = await Promise.all(PATHS.map(async (path) => unzipped((await reviewer.download(path)).bytes)));
    const everything = texts.map((members) => members.get('xl/worksheets/sheet1.xml')).join('');
    for (const file of city.files('cases')) {
      const sheet = await sheetText(city.pathOf(file));
      for (const header of ['身份证号码', '姓名'])
        for (const secret of columnOf(sheet, header)) expect(everything).not.toContain(`>${secret}<`);
    }
  });

  it.each([
    ['coverage', ['--as-of', DAY, '--county', LINHE], `/api/coverage/enterprises.xlsx?asOf=${DAY}&county=${LINHE}`],
    ['links', ['--status', 'auto'], '/api/matching/links.xlsx?status=auto'],
    ['units', ['--as-of', DAY], `/api/enrolment/units.xlsx?asOf=${DAY}`],
  ])('are written by the command line as the download has them: %s %j', async (what, options, path) => {
    const { installation, reviewer } = running();
    const file = join(installation.dataDir, `${what}.xlsx`);
    await writeFile(file, 'what stood there before');
    const { code, stdout, stderr } = await installation.cli('export', what, '--out', file, ...options, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { bytes, table } = await exported(reviewer, path);
    expect(JSON.parse(stdout)).toEqual({ file, rows: table.length - 1 });
    expect(table.length).toBeGreaterThan(10);
    expect(await readFile(file)).toEqual(bytes);
  });
});
