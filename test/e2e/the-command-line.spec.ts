import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { City } from '../support/city.js';
import { describeInstallations, Installation } from '../support/installation.js';
import type { CommandResult } from '../support/processes.js';
import { CITY, NOT_OK } from '../support/repository.js';

const city = new City(CITY);
const LINE = ['code', 'name', 'enterprises', 'coveredEnterprises', 'headcount', 'insured', 'insuredMin', 'insuredMax'];
const VERDICT = ['ratePercent', 'target', 'met', 'gap'];
const CHINESE_LINE = /^.*\p{Script=Han}.*。.*\n$/u;

const json = <T>({ stdout }: CommandResult): T => JSON.parse(stdout) as T;

/** Ended well: JSON on standard output, nothing on standard error. */
function expectDone(result: CommandResult): void {
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
}

await describeInstallations('the command line', (kind) => {
  let installation: Installation;
  const cli = (...args: string[]): Promise<CommandResult> => installation.cli(...args);
  beforeAll(async () => {
    installation = await Installation.create(kind);
  });
  afterAll(() => installation.drop());

  it('imports a workbook on a machine where nothing was set up, and states the batch as JSON', async () => {
    const result = await cli('import', 'registry', join(CITY, '附件2_临河区.xlsx'), '--as-of', '2020-05', '--json');
    expectDone(result);
    expect(json(result)).toMatchObject({ batch: expect.any(Number), rows: 28, new: 28, changed: 0, unchanged: 0, missing: 0, errors: [] });
  });

  it('tries an import with --dry-run, which changes nothing', async () => {
    const before = (await installation.tables())['enterprise'];
    const result = await cli('import', 'registry', join(CITY, '附件2_五原县.xls'), '--dry-run', '--json');
    expectDone(result);
    expect(json(result)).toMatchObject({ rows: 22, new: 22, errors: [] });
    expect((await installation.tables())['enterprise']).toEqual(before);
    expect((await installation.tables())['source_row']).toHaveLength(28);
  });

  it('takes the county and the month from the caller where the file does not say them', async () => {
    const result = await cli('import', 'registry', join(CITY, '附件2_磴口县.csv'), '--county', '150822', '--as-of', '2020-05', '--json');
    expectDone(result);
    expect(json(result)).toMatchObject({ rows: 18, new: 18 });
  });

  it('ends with 1 where rows have errors, and names sheet, row, column, code and message', async () => {
    const result = await cli('import', 'cases', join(NOT_OK, 'rounded-id.xlsx'), '--json');
    expect(result.code).toBe(1);
    const { errors } = json<{ errors: object[] }>(result);
    expect(errors).toEqual([
      { sheet: 'Sheet1', row: 4, column: '身份证号码', code: 'id-rounded', message: expect.stringMatching(/\p{Script=Han}.*。$/u) },
    ]);
    expect(json(result)).toMatchObject({ rows: 2, new: 1 });
  });

  it('matches and states the counts', async () => {
    expectDone(await cli('import', 'enrolment-unit', join(CITY, '单位参保_2022-12.xlsx'), '--as-of', '2022-12', '--json'));
    const result = await cli('match', '--json');
    expectDone(result);
    expect(json(result)).toMatchObject({ auto: expect.any(Number), review: expect.any(Number), none: expect.any(Number) });
    const { auto } = json<{ auto: number }>(result);
    expect(auto).toBe((await installation.tables())['enterprise_unit_link']?.filter(({ status }) => status === 'auto').length);
  });

  it('writes the links as CSV, with every candidate that a reviewer is shown', async () => {
    const file = join(installation.dataDir, 'links.csv');
    expectDone(await cli('links', '--csv', file, '--json'));
    const text = await readFile(file, 'utf8');
    expect(text.split('\r\n')[0]?.replace('\uFEFF', '')).toBe('registry_county,registry_name,unit_no,unit_name,status,score,reason');
    const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
    expect(rows).toHaveLength((await installation.tables())['enterprise_unit_link']?.length ?? 0);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['auto', 'review']));
    const [truth] = city.links.filter(({ county }) => county === '150802');
    expect(rows).toContainEqual(
      expect.objectContaining({
        registry_county: '150802',
        registry_name: truth?.name,
        unit_no: truth?.unitNo,
        unit_name: truth?.unitName,
      }),
    );
    for (const { score } of rows) expect(Number(score)).toBeGreaterThanOrEqual(0);
  });

  it.each(['county', 'industry'])('states the coverage by %s, line by line', async (by) => {
    const result = await cli('coverage', '--as-of', '2022-12-31', '--by', by, '--json');
    expectDone(result);
    const { lines, total } = json<{ lines: Record<string, unknown>[]; total: Record<string, unknown> }>(result);
    expect(lines).toHaveLength(by === 'county' ? 7 : 4);
    for (const line of [...lines, total]) expect(Object.keys(line)).toEqual(expect.arrayContaining([...LINE, ...VERDICT]));
    const sum = lines.reduce((people, { headcount }) => people + Number(headcount), 0);
    expect(total).toMatchObject({ headcount: sum, target: 100, met: false });
    if (by === 'industry') return;
    // Nothing has been handed over there: "no data", not 0%.
    expect(lines.find(({ code }) => code === '150826')).toMatchObject({ hasData: false, ratePercent: null, gap: null });
  });

  it('writes the reports of a due day', async () => {
    const result = await cli('report', '--due', '2022-10-10', '--county', '150802', '--out', join(installation.dataDir, 'out'), '--json');
    expectDone(result);
    expect(json<{ files: string[] }>(result).files).toHaveLength(3);
  });
});

describe('the command line, called wrongly', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create('sqlite');
  });
  afterAll(() => installation.drop());

  it.each([
    ['no command that exists', ['inport']],
    ['a missing file name', ['import', 'registry']],
    ['an option that does not exist', ['match', '--all']],
    ['a file that does not exist', ['import', 'registry', 'nowhere.xlsx', '--as-of', '2020-05']],
    ['a kind that does not exist', ['import', 'payroll', join(CITY, '附件2_临河区.xlsx'), '--as-of', '2020-05']],
    ['an unreadable file', ['import', 'registry', join(NOT_OK, 'truncated.xlsx'), '--as-of', '2020-05', '--json']],
    ['no month at all', ['import', 'registry', join(CITY, '附件2_磴口县.csv'), '--county', '150822']],
    ['a county that does not exist', ['coverage', '--as-of', '2022-12-31', '--county', '159999']],
  ])('ends with 2 and one Chinese sentence on standard error for %s', async (_wrong, args) => {
    const { code, stdout, stderr } = await installation.cli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(CHINESE_LINE);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
