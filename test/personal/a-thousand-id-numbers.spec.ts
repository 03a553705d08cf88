import { mkdtempSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { Redis } from 'ioredis';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { CityBundleView } from '../../src/reporting/city/city.dto.js';
import type { ReportFileView } from '../../src/reporting/reporting.dto.js';
import { body, type ApiClient, type Upload } from '../support/api-client.js';
import { City, importFile } from '../support/city.js';
import { inTheClear } from '../support/disclosure.js';
import { describeInstallations, runningInstallation, type Installation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { pastReport } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';
import { clearNumbersIn, idNumber } from './clear-numbers.js';

const DUE = '2022-10-10';
const IDS = Array.from({ length: 1000 }, (_, n) => idNumber(n));
const WANTED = new Set(IDS);
const [PERSONS, ROSTER, CASES_XLS, CASES_CSV] = [IDS.slice(0, 400), IDS.slice(400, 700), IDS.slice(700, 900), IDS.slice(900)];

const csv = (name: string, header: string, lines: readonly string[]): Upload => ({
  name,
  bytes: new TextEncoder().encode([header, ...lines].join('\r\n')),
});

const personsCsv = (name: string, ids: readonly string[]): Upload =>
  csv(
    name,
    '个人编号,姓名,证件号码,单位编号,单位名称,险种,参保状态,参保日期',
    ids.map((id, i) => `${i},某某,${id},10785,甲矿,工伤保险,正常参保,2016-07-01`),
  );

/** An .xlsx whose sheet names an enterprise; one cell holds a number where none belongs. */
async function rosterXlsx(): Promise<Upload> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('花名册');
  sheet.addRow(['序号', '用人单位', '姓名', '身份证号', '工作岗位', '入职时间', '离职时间', '是否签订劳动合同']);
  ROSTER.forEach((id, i) =>
    sheet.addRow([i + 1, '甲矿有限公司', '某某', id, i === 0 ? `凿岩工 ${id}` : '凿岩工', '2012-04-23', null, '是']),
  );
  return { name: '花名册.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

const CASE_HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';
/** The remark tells of another person's number, as remarks do. */
const caseLine = (id: string, i: number, ids: readonly string[]): string =>
  `某某,男,${id},某矿业有限公司,矽肺壹期,2022-07-15,2022-08-20,,是,否,${i % 10 === 0 ? `原号码${ids[i + 1] ?? id}有误` : ''}`;

function casesXls(): Upload {
  const rows = [CASE_HEADER, ...CASES_XLS.map(caseLine)].map((line) => line.split(','));
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet(rows), '附件3');
  return {
    name: `附件3_${CASES_XLS[0] ?? ''}.xls`,
    bytes: new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer),
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Files that hold a number in the clear, in whatever form. */
async function hitsIn(files: readonly string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const file of files) {
    // What is gone in this moment was not left behind.
    const bytes = await readFile(file).catch(() => Buffer.of());
    if (clearNumbersIn(bytes, WANTED).size > 0) hits.push(file);
  }
  return hits;
}

async function redisText(url: string | undefined): Promise<string> {
  if (url === undefined) return '';
  const redis = new Redis(url);
  const values: unknown[] = [];
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    const read: Record<string, () => Promise<unknown>> = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, 0, -1),
      stream: () => redis.xrange(key, '-', '+'),
    };
    values.push(key, await read[type]?.());
  }
  redis.disconnect();
  return JSON.stringify(values);
}

const bundleOf = async (reviewer: ApiClient): Promise<CityBundleView> => {
  const { id } = await body(reviewer.post<CityBundleView>(`/api/city-reports/${DUE}/bundles`));
  return eventually(
    'the archive is made',
    async () => {
      const bundle = await body(reviewer.get<CityBundleView>(`/api/city-bundles/${id}`));
      return bundle.state === 'done' ? bundle : undefined;
    },
    60,
  );
};

it('the search finds a number in every form in which it may stand', async () => {
  const [id = ''] = IDS;
  const book = new ExcelJS.Workbook();
  book.addWorksheet('一').addRow([id]);
  const utf16be = Buffer.from(`号${id}`, 'utf16le').swap16();
  const forms: Buffer[] = [
    Buffer.from(`x${id}9`),
    Buffer.from(`号${id}`, 'utf16le'),
    utf16be,
    Buffer.from(Buffer.from(`{"id":"${id}"}`).toString('hex')),
  ];
  for (const before of ['', 'a', 'ab']) forms.push(Buffer.from(`xyz ${Buffer.from(`${before}${id}tail`).toString('base64')}`));
  forms.push(Buffer.from(await book.xlsx.writeBuffer()));
  expect(forms.map((bytes) => [...clearNumbersIn(bytes, WANTED)])).toEqual(forms.map(() => [id]));
  expect(new Set(IDS).size).toBe(1000);
});

await describeInstallations('a thousand identity numbers', (kind) => {
  const temporary = mkdtempSync(join(tmpdir(), 'os-temporary-'));
  const running = runningInstallation(
    kind,
    async ({ application }) => {
      const administrator = await administratorOf(application);
      const [clerk, leader, reviewer, second] = [
        await userWith(administrator, 'county-clerk', LINHE),
        await userWith(administrator, 'county-leader', LINHE),
        await userWith(administrator, 'municipal-reviewer', CITY_CODE),
        await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      ];
      const city = new City(CITY);
      const [registry] = city.files('registry').filter(({ counties }) => counties?.includes(LINHE));
      if (registry) await importFile(reviewer, city, registry);
      const apply = (user: ApiClient, upload: Upload, kindOf: string, more: Record<string, string> = {}): Promise<BatchView> =>
        body(user.import<BatchView>(upload, { kind: kindOf, step: 'apply', confirmLargeChange: 'true', ...more }));
      const batches = [
        await apply(reviewer, personsCsv('个人参保.csv', PERSONS), 'enrolment-person', { asOf: '2022-12' }),
        await body(clerk.import<BatchView>(await rosterXlsx(), { kind: 'roster', county: LINHE, asOf: '2022-12' })),
        await apply(clerk, casesXls(), 'cases', { county: LINHE }),
        await apply(clerk, csv('附件3.csv', CASE_HEADER, CASES_CSV.map(caseLine)), 'cases', { county: LINHE }),
      ];
      const report = await pastReport(reviewer, DUE, LINHE);
      return { administrator, clerk, leader, reviewer, second, batches, report };
    },
    { TMPDIR: temporary },
  );
  afterAll(() => rm(temporary, { recursive: true }));

  it('came in by four imports', () => {
    expect(running().batches.map(({ rows }) => rows)).toEqual([400, 300, 200, 100]);
    expect(running().batches[2]?.fileName).toMatch(/^附件3_150802\*{8}/);
  });

  it('leave by no file that is handed out by default, and by the approved one with a mark', async () => {
    const { reviewer, second, report, installation } = running();
    const annex3 = async (): Promise<number> => {
      const files = await body(reviewer.get<ReportFileView[]>(`/api/reports/${report.id}/files`));
      return files.find(({ form }) => form === 'annex-3')?.id ?? 0;
    };
    const masked = await reviewer.download(`/api/reports/${report.id}/files/${await annex3()}`);
    const bundle = await reviewer.download(`/api/city-bundles/${(await bundleOf(reviewer)).id}/file`);
    const out = await mkdtemp(join(installation.dataDir, 'out-'));
    expect(await installation.cli('report', '--due', DUE, '--county', LINHE, '--out', out)).toMatchObject({ code: 0 });
    expect(await hitsIn(await filesBelow(out))).toEqual([]);
    expect([masked, bundle].map(({ bytes }) => clearNumbersIn(bytes, WANTED).size)).toEqual([0, 0]);
    await rm(out, { recursive: true });
    const { bytes } = await inTheClear(reviewer, second, 'report-file', `${report.id}/${await annex3()}`);
    expect(clearNumbersIn(bytes, new Set([...CASES_XLS, ...CASES_CSV])).size).toBe(300);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    expect(book.worksheets[0]?.headerFooter.oddHeader).toContain('含个人信息，注意保密。导出人 municipal-reviewer 150800');
    expect(book.description).toContain('批准人');
  });

  it('are in no file of the data folder or the system’s temporary folder, no log, no table and nothing in Redis', async () => {
    await expectNothing(running().installation);
  });

  it('nor where a process was killed while it was reading a thousand of them', async () => {
    const { installation, application, reviewer } = running();
    const large = Array.from({ length: 60 }, () => IDS).flat();
    const cut = reviewer.import(personsCsv('个人参保.csv', large), { kind: 'enrolment-person', asOf: '2022-11' }).catch(() => undefined);
    await eventually(
      'the upload is being read',
      async () => {
        const files = (await installation.files()).filter((file) => /\/tmp\/process-.*\/(read-.*\/workbook|upload-)/.test(file));
        const sizes = await Promise.all(
          files.map((file) =>
            stat(file).then(
              ({ size }) => size,
              () => 0,
            ),
          ),
        );
        return sizes.some((size) => size > 1_000_000) ? true : undefined;
      },
      30,
    );
    await application.stop('SIGKILL');
    await cut;
    const left = (await installation.files()).filter((file) => file.includes('/tmp/process-'));
    expect(left.length).toBeGreaterThan(0);
    await expectNothing(installation);
    await installation.expireLeases();
    const again = await installation.start({ TMPDIR: temporary });
    await eventually(
      'the import goes on',
      async () => {
        const rows = (await installation.tables())['import_batch'] ?? [];
        return rows.every(({ state }) => state !== 'checking' && state !== 'uploaded') ? true : undefined;
      },
      60,
    );
    expect(clearNumbersIn(Buffer.from(again.stdout() + again.stderr()), WANTED)).toEqual(new Set());
    await expectNothing(installation);
  });

  async function expectNothing(installation: Installation): Promise<void> {
    const { application } = running();
    const dataFiles = await filesBelow(installation.dataDir);
    const kinds = ['files/', ...(kind === 'sqlite' ? ['coverage.sqlite', 'coverage.sqlite-wal'] : [])];
    for (const part of kinds) expect(dataFiles.some((file) => file.includes(part))).toBe(true);
    expect(await hitsIn([...dataFiles, ...(await filesBelow(temporary))])).toEqual([]);
    expect(clearNumbersIn(Buffer.from(application.stdout() + application.stderr()), WANTED)).toEqual(new Set());
    expect(clearNumbersIn(Buffer.from(JSON.stringify(await installation.tables())), WANTED)).toEqual(new Set());
    expect(clearNumbersIn(Buffer.from(await redisText(installation.redisUrl)), WANTED)).toEqual(new Set());
  }
});
