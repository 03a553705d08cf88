import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetsView } from '../../src/intake/batch-steps.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body, uploadOf } from '../support/api-client.js';
import { City, importKinds } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CITY, NOT_OK } from '../support/repository.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';
import { columnOf, sheetText } from '../support/workbooks.js';

const city = new City(CITY);
const ID_NUMBER = /^\d{17}[\dX]$/;
const PERSON = /^\p{Script=Han}{2,4}$/u;

/** ID numbers and names of everybody in the city's 附件3. */
async function people(): Promise<{ readonly idNumbers: string[]; readonly names: string[] }> {
  const found = { idNumbers: new Set<string>(), names: new Set<string>() };
  for (const file of city.files('cases')) {
    const sheet = await sheetText(city.pathOf(file));
    for (const text of columnOf(sheet, '身份证号码').filter((value) => ID_NUMBER.test(value))) found.idNumbers.add(text);
    for (const text of columnOf(sheet, '姓名').filter((value) => PERSON.test(value))) found.names.add(text);
  }
  return { idNumbers: [...found.idNumbers], names: [...found.names] };
}

await describeInstallations('personal data', (kind) => {
  const running = runningInstallation(kind, async ({ application, installation }) => {
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    const batches = await importKinds(reviewer, city, 'cases');
    await reviewer.import(await uploadOf(join(NOT_OK, 'rounded-id.xlsx')), { kind: 'cases', step: 'apply' });
    const out = await mkdtemp(join(tmpdir(), 'e2e-forms-'));
    const written = await installation.cli('report', '--due', '2022-10-10', '--out', out);
    // These are meant to be read by whoever asked for them.
    await rm(out, { recursive: true });
    const { idNumbers, names } = await people();
    return { reviewer, batches, written, secrets: [...idNumbers, ...names], idNumbers, names };
  });

  const found = (text: string): string[] => running().secrets.filter((secret) => text.includes(secret));

  it('is what this journey looks for: everybody of 附件3', () => {
    const { idNumbers, names, batches } = running();
    const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
    expect(idNumbers).toHaveLength(rows);
    expect(names.length).toBeGreaterThan(rows / 2);
  });

  it('is masked in the forms that a person downloads', async () => {
    const { reviewer, names, idNumbers } = running();
    const [report] = await body(reviewer.get<ReportView[]>('/api/reports?dueOn=2022-10-10'));
    const files = await body(reviewer.get<ReportFileView[]>(`/api/reports/${report?.id ?? 0}/files`));
    const annex3 = files.find(({ form }) => form === 'annex-3');
    const { bytes } = await reviewer.download(`/api/reports/${report?.id ?? 0}/files/${annex3?.id ?? 0}`);
    const sheet = await sheetText(bytes);
    const masked = new Set(idNumbers.map((number) => `${number.slice(0, 6)}********${number.slice(-4)}`));
    expect(columnOf(sheet, '身份证号码').filter((text) => masked.has(text)).length).toBeGreaterThan(0);
    expect(columnOf(sheet, '姓名').filter((name) => names.includes(name))).toEqual([]);
  });

  it('is not in what the service or the command line logs', () => {
    const { application, written } = running();
    expect(application.stderr()).toContain('"path":"/api/imports"');
    expect(found(application.stderr() + application.stdout() + written.stdout + written.stderr)).toEqual([]);
  });

  it('is not readable in any table', async () => {
    const tables = await running().installation.tables();
    expect(tables['case_record']?.length).toBeGreaterThan(0);
    expect(found(JSON.stringify(tables))).toEqual([]);
  });

  it('is not readable in any file of the data folder, be it the database, an upload or a form', async () => {
    const { installation } = running();
    const entries = await readdir(installation.dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(city.files('cases').length);
    for (const file of files) expect([file, found(await readFile(file, 'utf8'))]).toEqual([file, []]);
    // A workbook in the clear would hide its words from the search above by being compressed.
    for (const file of files) expect([file, (await readFile(file)).subarray(0, 2).toString('latin1')]).not.toEqual([file, 'PK']);
  });

  it('is not in what an import says about a wrong row', async () => {
    const { reviewer, batches } = running();
    const told = await Promise.all(batches.map(({ id }) => body(reviewer.get(`/api/imports/${id}`))));
    expect(found(JSON.stringify(told))).toEqual([]);
  });

  it('is masked where a row is traced to its workbook', async () => {
    const { reviewer, batches } = running();
    const [batch] = batches;
    const { sheets } = await body(reviewer.get<SheetsView>(`/api/imports/${batch?.id ?? 0}/sheets`));
    const table = sheets.find(({ headerRow }) => headerRow !== null);
    const rows = Array.from({ length: 6 }, (_, i) => (table?.headerRow ?? 0) + 1 + i);
    const path = (row: number): string => `/api/imports/${batch?.id ?? 0}/rows?sheet=${encodeURIComponent(table?.name ?? '')}&row=${row}`;
    const answers = await Promise.all(rows.map((row) => reviewer.get(path(row))));
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(JSON.stringify(answers)).toMatch(/\d{6}\*{8}\d{3}[\dX]/);
    expect(found(JSON.stringify(answers))).toEqual([]);
  });
});
