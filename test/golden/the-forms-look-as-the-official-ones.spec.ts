import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import * as fillers from '../../src/reporting/forms/index.js';
import { GOLDEN_FORMS } from './contents.mjs';
import { describeWorkbook } from './describe-workbook.mjs';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
const A4 = 9;

const golden = (name: string): Promise<string> => readFile(new URL(`${name}.json`, import.meta.url), 'utf8');

describe.each(GOLDEN_FORMS)('the form $name', ({ name, make }) => {
  it('is cell by cell what it was: values, merges, borders, fonts, heights, print set-up, foot', async () => {
    const described = (await describeWorkbook(await make(fillers, TEMPLATES))).split('\n');
    expect(described).toEqual((await golden(name)).split('\n'));
  });

  it('prints on A4 across, as wide as the page, with its header on every page and all of its rows', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await make(fillers, TEMPLATES)).buffer);
    for (const { pageSetup, headerFooter, rowCount } of workbook.worksheets) {
      expect(pageSetup).toMatchObject({ paperSize: A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
      expect(pageSetup.printTitlesRow).toMatch(/^\d+:\d+$/);
      expect(pageSetup.printArea?.endsWith(String(rowCount))).toBe(true);
      expect(headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页');
    }
  });
});
