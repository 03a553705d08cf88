import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { asLocalDate } from '../../src/kernel/index.js';
import { TableFile, type Column } from '../../src/platform/files/table/index.js';

import.meta.jest.setTimeout(180_000);

type Cell = readonly [name: string, code: string, people: number | null, day: string];

const COLUMNS: readonly Column<Cell>[] = [
  { header: '名称', width: 30, kind: 'text', value: ([name]) => name },
  { header: '编号', width: 20, kind: 'text', value: ([, code]) => code },
  { header: '人数', width: 10, kind: 'integer', value: ([, , people]) => people },
  { header: '日期', width: 12, kind: 'date', value: ([, , , day]) => asLocalDate(day) },
];

const ROWS: readonly Cell[] = [
  ['福星石材厂', '150802198001011234', 23, '2022-12-31'],
  ['=1+1', '0001', 0, '2020-02-29'],
  ['=HYPERLINK("http://example.org","砖厂")', '+86', -5, '1900-03-01'],
  ['@SUM(A1)', '-', null, '9999-12-31'],
  ['甲&乙<丙>"丁"', '9'.repeat(30), 1, '2022-01-01'],
  ['_x0041_ 𠮷 ', '\t=1', 1, '2022-01-01'],
];

const run = promisify(execFile);
const hasLibreOffice = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);
const title = 'LibreOffice shows texts, codes, numbers and days as they were exported, and computes nothing';

describe('a spreadsheet program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'soffice-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As another user's first start, so that an open LibreOffice is no matter. */
  async function converted(to: string, extension: string): Promise<string> {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, join(folder, 'table.xlsx')]);
    return readFileSync(join(folder, `table.${extension}`), 'utf8');
  }

  if (!hasLibreOffice && process.env['CI'] !== 'true') it.skip(`${title} (LibreOffice is not installed here)`, () => undefined);
  else
    it(title, async () => {
      await pipeline(TableFile.of('表', { columns: COLUMNS, rows: ROWS }).bytes, createWriteStream(join(folder, 'table.xlsx')));
      // Comma, quotation mark, UTF-8, from the first line, values as shown.
      const csv = await converted('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false', 'csv');
      expect(parse(csv, { bom: true })).toEqual([
        ['名称', '编号', '人数', '日期'],
        ...ROWS.map(([name, code, people, day]) => [name, code, people === null ? '' : String(people), day]),
      ]);
      expect(await converted('fods', 'fods')).not.toContain('table:formula');
    });
});
