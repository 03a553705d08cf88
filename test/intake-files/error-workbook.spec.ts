import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import type { BatchView, IssueView } from '../../src/intake/intake.dto.js';
import { body, expectRefusal, type ApiClient, type Upload } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { CASE_SHEET, clerkBook, columnHeaded, HEADER_ROW, openBook, OTHER_ID, sheetOf, uploadOfBook } from './clerk-workbook.js';

const CASES = { kind: 'cases', county: LINHE };

let made = 0;

/** The clerk's workbook with bytes of its own, so that every test has a batch of its own. */
async function clerkUpload(): Promise<Upload> {
  const book = clerkBook();
  made += 1;
  sheetOf(book, '内部备忘').getCell('A1').value = `第 ${made} 份`;
  return uploadOfBook('附件3_临河区.xlsx', book);
}

async function errorWorkbookOf(user: ApiClient, { id }: BatchView): Promise<{ book: ExcelJS.Workbook; fileName: string; bytes: Buffer }> {
  const { fileName, bytes } = await user.download(`/api/imports/${id}/error-workbook`);
  return { book: await openBook(bytes), fileName, bytes };
}

const uploadAgain = async (user: ApiClient, book: ExcelJS.Workbook, fields: Record<string, string> = CASES): Promise<BatchView> =>
  body(user.import<BatchView>(await uploadOfBook('附件3_临河区_错误标注.xlsx', book), fields));

await describeInstallations('the error workbook', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return {
      administrator,
      clerk: await userWith(administrator, 'county-clerk', LINHE),
      stranger: await userWith(administrator, 'county-clerk', WUYUAN),
      reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE),
    };
  });
  const checked = async (): Promise<BatchView> => body(running().clerk.import<BatchView>(await clerkUpload(), CASES));

  it('is the clerk’s own workbook, layout kept, with bad cells coloured, commented and explained at the right', async () => {
    const { clerk } = running();
    const batch = await checked();
    expect(batch).toMatchObject({ state: 'planned', rows: 4, errorCount: 2 });
    const { book, fileName } = await errorWorkbookOf(clerk, batch);
    expect(fileName).toBe('附件3_临河区_错误标注.xlsx');
    const [sheet, before] = [sheetOf(book, CASE_SHEET), sheetOf(clerkBook(), CASE_SHEET)];
    expect(sheet.model.merges).toEqual(before.model.merges);
    expect([1, 2, 4, 8].map((column) => sheet.getColumn(column).width)).toEqual([6, 12, 24, 20]);
    expect(sheet.getRow(HEADER_ROW + 4).hidden).toBe(true);
    expect(sheet.getCell('A1').font).toMatchObject({ name: '方正小标宋简体', size: 18, bold: true });
    expect(sheet.getCell('B5').font).toMatchObject({ italic: true });
    expect(sheetOf(book, '内部备忘').getCell('B2').value).toEqual({ formula: '1+1', result: 2 });
    for (const row of [4, 5, 6, 7, 9])
      for (let column = 1; column <= 8; column++) expect(sheet.getCell(row, column).text).toBe(before.getCell(row, column).text);
    const reasons = columnHeaded(sheet, HEADER_ROW, '错误原因');
    expect(reasons).toBe(9);
    const bad = sheet.getCell('D5');
    expect(bad.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    expect(JSON.stringify(bad.note)).toContain('身份证号码');
    expect(sheet.getCell('D4').fill).toBeUndefined();
    expect(sheet.getCell(5, reasons).text).toMatch(/^身份证号码：.*核对/);
    expect(sheet.getCell(6, reasons).text).toMatch(/^职业病诊断时间：/);
    expect([4, 7, 9].map((row) => sheet.getCell(row, reasons).text)).toEqual(['', '', '']);
    expect(sheet.getCell('E5').value).toBe('=乙水泥厂');
    expect(book.getWorksheet('_batch')?.state).toBe('veryHidden');
  });

  it('corrected and uploaded again merges into its batch; cells changed elsewhere are corrections too', async () => {
    const { clerk } = running();
    const batch = await checked();
    const { book } = await errorWorkbookOf(clerk, batch);
    const sheet = sheetOf(book, CASE_SHEET);
    sheet.getCell('D5').value = OTHER_ID;
    sheet.getCell('G6').value = '2020-04-02';
    sheet.getCell('H4').value = '已核对';
    const merged = await uploadAgain(clerk, book);
    expect(merged).toMatchObject({ id: batch.id, state: 'planned', rows: 4, errorCount: 0, fileHash: batch.fileHash });
    expect(merged.correctionFile).toMatchObject({
      fileName: '附件3_临河区_错误标注.xlsx',
      cells: 3,
      missingCount: 0,
      by: 'county-clerk 150802',
    });
    const again = await uploadAgain(clerk, book);
    expect(again).toMatchObject({ id: batch.id, errorCount: 0, correctionFile: { cells: 0 } });
    const applied = await body(clerk.post<BatchView>(`/api/imports/${batch.id}/apply`, { version: again.version }));
    expect(applied).toMatchObject({ state: 'applied', new: 4 });
    await expectRefusal(clerk.import(await uploadOfBook('x.xlsx', book), CASES), 409, 'batch-closed');
  });

  it('goes back and forth: what was corrected once can be corrected again, also to what it was', async () => {
    const { clerk } = running();
    const batch = await checked();
    const { book } = await errorWorkbookOf(clerk, batch);
    const cell = sheetOf(book, CASE_SHEET).getCell('D5');
    const wrong = cell.text;
    cell.value = OTHER_ID;
    expect(await uploadAgain(clerk, book)).toMatchObject({ errorCount: 1 });
    const second = await errorWorkbookOf(clerk, batch);
    expect(sheetOf(second.book, CASE_SHEET).getCell('D5').text).toBe(OTHER_ID);
    cell.value = wrong;
    expect(await uploadAgain(clerk, book)).toMatchObject({ errorCount: 2 });
  });

  it('does not take back what was corrected on the screen since it was made', async () => {
    const { clerk } = running();
    const batch = await checked();
    const { book } = await errorWorkbookOf(clerk, batch);
    const correction = { scope: 'cell', sheet: CASE_SHEET, row: 5, field: 'idNumber', to: OTHER_ID };
    await body(clerk.post(`/api/imports/${batch.id}/corrections`, { version: batch.version, corrections: [correction] }));
    sheetOf(book, CASE_SHEET).getCell('G6').value = '2020-04-02';
    expect(await uploadAgain(clerk, book)).toMatchObject({ id: batch.id, errorCount: 0, correctionFile: { cells: 1 } });
  });

  it('follows rows that were sorted or deleted: those that are gone stay as they are and are told', async () => {
    const { clerk } = running();
    const batch = await checked();
    const { book } = await errorWorkbookOf(clerk, batch);
    const sheet = sheetOf(book, CASE_SHEET);
    sheet.getCell('D5').value = OTHER_ID;
    sheet.spliceRows(4, 1);
    const merged = await uploadAgain(clerk, book);
    expect(merged).toMatchObject({ id: batch.id, rows: 4, errorCount: 1 });
    expect(merged.correctionFile).toMatchObject({ cells: 1, missingCount: 1, missingRows: [{ sheet: CASE_SHEET, row: 4 }] });
  });

  it('is refused with rows that are new, with columns moved, as another kind and for another month', async () => {
    const { clerk } = running();
    const batch = await checked();
    const altered = async (change: (sheet: ExcelJS.Worksheet) => void): Promise<Upload> => {
      const { book } = await errorWorkbookOf(clerk, batch);
      change(sheetOf(book, CASE_SHEET));
      return uploadOfBook('x.xlsx', book);
    };
    const added = await altered((sheet) => (sheet.getRow(8).values = ['5', '戊某', '男', OTHER_ID, '戊厂', '矽肺', '2020.6.1', '']));
    expect((await expectRefusal(clerk.import(added, CASES), 400, 'error-workbook-rows-added')).title).toContain('第 8 行');
    const moved = await altered((sheet) => sheet.spliceColumns(2, 1));
    await expectRefusal(clerk.import(moved, CASES), 400, 'error-workbook-changed');
    const same = await altered(() => undefined);
    await expectRefusal(clerk.import(same, { ...CASES, kind: 'registry' }), 400, 'error-workbook-kind');
    await expectRefusal(clerk.import(same, { ...CASES, county: WUYUAN }), 400, 'error-workbook-purpose');
    expect(await body(clerk.get<BatchView>(`/api/imports/${batch.id}`))).toMatchObject({ version: batch.version, errorCount: 2 });
  });

  it('is nobody else’s: neither to fetch, nor to upload, and not once its batch is given up', async () => {
    const { clerk, stranger, administrator } = running();
    const batch = await checked();
    const { book } = await errorWorkbookOf(clerk, batch);
    await expectRefusal(stranger.get(`/api/imports/${batch.id}/error-workbook`), 404, 'not-found');
    await expectRefusal(stranger.get(`/api/imports/${batch.id}/original`), 404, 'not-found');
    await expectRefusal(administrator.get(`/api/imports/${batch.id}/error-workbook`), 403, 'right-missing');
    await expectRefusal(stranger.import(await uploadOfBook('x.xlsx', book), { kind: 'cases' }), 404, 'not-found');
    await body(clerk.post(`/api/imports/${batch.id}/cancel`));
    await expectRefusal(clerk.import(await uploadOfBook('x.xlsx', book), CASES), 409, 'batch-closed');
  });

  it('of a text file is an .xlsx with the rows where they were, and merges as well', async () => {
    const { reviewer } = running();
    const text =
      '单位编号,单位名称,险种类型,参保状态,参保人数,参保区划\r\nU1,甲矿业有限公司,工伤保险,参保,12,临河区\r\nU2,=乙水泥厂,,参保,5,临河区\r\nU3,-丙厂,工伤保险,参保,许多,临河区\r\n';
    const fields = { kind: 'enrolment-unit', asOf: '2022-12' };
    const batch = await body(reviewer.import<BatchView>({ name: '参保.csv', bytes: new TextEncoder().encode(text) }, fields));
    expect(batch).toMatchObject({ state: 'planned', rows: 3, errorCount: 2 });
    const { book, fileName } = await errorWorkbookOf(reviewer, batch);
    expect(fileName).toBe('参保_错误标注.xlsx');
    const [sheet] = book.worksheets;
    if (!sheet) throw new Error('No sheet.');
    expect(sheet.getCell('B3').value).toBe('=乙水泥厂');
    expect(sheet.getCell('B4').value).toBe('-丙厂');
    expect(sheet.getCell('E4').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    sheet.getCell('C3').value = '工伤保险';
    sheet.getCell('E4').value = 7;
    expect(await uploadAgain(reviewer, book, fields)).toMatchObject({ id: batch.id, errorCount: 0, new: 3 });
  });

  it('of a large workbook holds the erroneous rows only, each with its number, and merges as well', async () => {
    const { reviewer } = running();
    const row = (i: number): string => `L${i},大户${i},${i % 5000 === 17 ? '' : '工伤保险'},参保,${i % 9},临河区`;
    const lines = Array.from({ length: 20_500 }, (_, i) => row(i + 1));
    const bytes = new TextEncoder().encode(`单位编号,单位名称,险种类型,参保状态,参保人数,参保区划\r\n${lines.join('\r\n')}\r\n`);
    const fields = { kind: 'enrolment-unit', asOf: '2022-11' };
    const batch = await body(reviewer.import<BatchView>({ name: '大表.csv', bytes }, fields));
    expect(batch).toMatchObject({ state: 'planned', rows: 20_500, errorCount: 5 });
    const { book } = await errorWorkbookOf(reviewer, batch);
    const [sheet] = book.worksheets;
    if (!sheet) throw new Error('No sheet.');
    expect(sheet.rowCount).toBe(6);
    const origin = columnHeaded(sheet, 1, '原行号');
    expect(sheet.getCell(2, origin).value).toBe(18);
    for (let line = 2; line <= 6; line++) sheet.getCell(line, 3).value = '410';
    expect(await uploadAgain(reviewer, book, fields)).toMatchObject({ id: batch.id, errorCount: 0, correctionFile: { cells: 5 } });
  });

  it('and the original come from the command line, too', async () => {
    const { installation, clerk } = running();
    const upload = await clerkUpload();
    const batch = await body(clerk.import<BatchView>(upload, CASES));
    const [marked = '', original = '', own = ''] = ['marked.xlsx', 'original.xlsx', upload.name].map((name) =>
      join(installation.dataDir, name),
    );
    const files = (id: number): ReturnType<typeof installation.cli> =>
      installation.cli('batch', String(id), '--error-workbook', marked, '--original', original, '--json');
    // Another's file holds personal data: the server's command line asks, too.
    expect(await files(batch.id)).toMatchObject({ code: 2, stderr: expect.stringContaining('导出申请') });
    await writeFile(own, upload.bytes);
    const imported = await installation.cli('import', 'cases', own, '--county', CASES.county, '--dry-run', '--json');
    const { code, stderr } = await files(JSON.parse(imported.stdout).batch as number);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await readFile(original)).toEqual(Buffer.from(upload.bytes));
    expect(sheetOf(await openBook(await readFile(marked)), CASE_SHEET).getCell(5, 9).text).toContain('身份证号码');
    expect(await clerk.download(`/api/imports/${batch.id}/original`)).toEqual({
      fileName: '附件3_临河区.xlsx',
      bytes: Buffer.from(upload.bytes),
    });
  });

  it('leaves no file in the clear behind', async () => {
    const files = await running().installation.files();
    expect(files.filter((path) => path.includes('/tmp/read-') || path.includes('/tmp/upload-'))).toEqual([]);
  });

  it('of a batch without errors is refused', async () => {
    const { reviewer } = running();
    const bytes = new TextEncoder().encode(
      '单位编号,单位名称,险种类型,参保状态,参保人数,参保区划\r\nU9,甲矿业有限公司,工伤保险,参保,12,临河区\r\n',
    );
    const batch = await body(reviewer.import<BatchView>({ name: '好.csv', bytes }, { kind: 'enrolment-unit', asOf: '2022-10' }));
    await expectRefusal(reviewer.get<IssueView[]>(`/api/imports/${batch.id}/error-workbook`), 409, 'batch-without-errors');
  });
});
