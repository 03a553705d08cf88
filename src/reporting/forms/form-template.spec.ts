import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ExcelJS, { type Worksheet } from 'exceljs';
import { asLocalDate } from '../../kernel/index.js';
import { fillAnnex3 } from './index.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FORM = { cityName: '巴彦淖尔市', reportingUnit: '临河区', filledOn: asLocalDate('2022-10-09'), rows: [] };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'templates-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Saves a template as an administrator might have drawn it, and fills it. */
async function fillDrawn(draw: (sheet: Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  draw(workbook.addWorksheet('自制表'));
  await workbook.xlsx.writeFile(path.join(directory, 'annex3.xlsx'));
  return fillAnnex3(directory, FORM);
}

describe('the templates in templates/', () => {
  it.each(['annex2.xlsx', 'annex3.xlsx', 'coverage-summary.xlsx'])('%s is what scripts/make-templates.mjs makes', async (file) => {
    await promisify(execFile)(process.execPath, [path.join(ROOT, 'scripts/make-templates.mjs'), directory], {
      env: { PATH: process.env.PATH },
    });
    expect((await readFile(path.join(directory, file))).equals(await readFile(path.join(ROOT, 'templates', file)))).toBe(true);
  });
});

describe('a template of another city', () => {
  it('may have other columns, marks in rich text, and merges within the body row', async () => {
    const bytes = await fillDrawn((sheet) => {
      sheet.getCell('A1').value = { richText: [{ text: '{{city' }, { font: { bold: true }, text: 'Name}}表' }] };
      sheet.getCell('A2').value = '{{row.index}}';
      sheet.getCell('B2').value = '{{row.name}}';
      sheet.mergeCells('B2:C2');
      sheet.getCell('A3').value = '签字';
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const sheet = workbook.getWorksheet('自制表');
    expect(sheet?.getCell('A1').value).toBe('巴彦淖尔市表');
    expect(sheet?.getCell('A7').value).toBe('签字');
    expect([...(sheet?.model.merges ?? [])].sort()).toEqual(['B2:C2', 'B3:C3', 'B4:C4', 'B5:C5', 'B6:C6']);
  });
});

describe('a template that cannot be used', () => {
  it('is named where it is missing', async () => {
    await expect(fillAnnex3(directory, FORM)).rejects.toMatchObject({ code: 'form-template-missing', details: { file: 'annex3.xlsx' } });
  });

  it('is named where it is no workbook', async () => {
    await writeFile(path.join(directory, 'annex3.xlsx'), 'no workbook');
    await expect(fillAnnex3(directory, FORM)).rejects.toMatchObject({ code: 'form-template-invalid' });
  });

  it.each<[string, (sheet: Worksheet) => void]>([
    ['without a body row', (sheet) => (sheet.getCell('A1').value = '标题')],
    [
      'with two body rows',
      (sheet) => {
        sheet.getCell('A1').value = '{{row.name}}';
        sheet.getCell('A2').value = '{{row.sex}}';
      },
    ],
    [
      'with a body row merged with its neighbour',
      (sheet) => {
        sheet.getCell('A1').value = '{{row.name}}';
        sheet.mergeCells('A1:A2');
      },
    ],
    [
      'with a formula below the body row',
      (sheet) => {
        sheet.getCell('A1').value = '{{row.name}}';
        sheet.getCell('A2').value = { formula: 'COUNTA(A1:A1)' };
      },
    ],
    ['with an unknown mark', (sheet) => (sheet.getCell('A1').value = '{{row.name}}{{nobody}}')],
  ])('is refused %s', async (_what, draw) => {
    await expect(fillDrawn(draw)).rejects.toMatchObject({ code: 'form-template-invalid' });
  });

  it('is refused where it has a sheet too many', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('一').getCell('A1').value = '{{row.name}}';
    workbook.addWorksheet('二');
    await workbook.xlsx.writeFile(path.join(directory, 'annex3.xlsx'));
    await expect(fillAnnex3(directory, FORM)).rejects.toMatchObject({ code: 'form-template-invalid' });
  });
});
