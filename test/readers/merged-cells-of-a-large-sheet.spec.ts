import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_SETTINGS, opening, scanWorkbook, type SheetKind } from '../../src/intake/domain/index.js';
import { DEFAULT_LIMITS } from '../../src/intake/readers/xlsx/limits.js';
import { workbookMembers, worksheet } from '../../src/intake/readers/xlsx/testing/make-workbook.js';
import { makeZip } from '../../src/intake/readers/xlsx/testing/make-zip.js';
import { KillableWorkbookOpener } from '../../src/intake/readers/killable-workbook-opener.js';
import { enrolmentPersonSheet } from '../../src/enrolment/domain/index.js';
import { KEY_INDUSTRIES } from '../../src/registry/domain/industry.js';
import { registrySheet, type RegistrySheetRow } from '../../src/registry/index.js';

import.meta.jest.setTimeout(120_000);

const ROWS = 200_000;
const FIRST_ROW = 2;
const INDUSTRIES = ['煤矿', '冶金', '建材'] as const;
/** Rows of one merged 所属行业. */
const BLOCK = ROWS / 4;

const cell = (column: string, row: number, text: string): string => `<c r="${column}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Row n of a registry; the texts are unlike each other, or it would be refused for its ratio. */
function rowXml(n: number): string {
  const row = FIRST_ROW + n;
  const industry = n % BLOCK === 0 ? cell('A', row, INDUSTRIES[(n / BLOCK) % INDUSTRIES.length] ?? '') : '';
  const address = createHash('sha512').update(String(n)).digest('hex').repeat(10);
  return `<row r="${row}">${industry}${cell('B', row, `五原县第${n}砖厂`)}${cell('C', row, address)}<c r="D${row}"><v>9</v></c></row>`;
}

/** A registry of which the first column is merged over blocks of rows. */
function registryXml(): Buffer {
  const header = ['所属行业', '企业名称', '企业地址', '职工人数'].map((text, i) => cell('ABCD'.charAt(i), 1, text)).join('');
  const merges = Array.from({ length: 4 }, (_, i) => `<mergeCell ref="A${FIRST_ROW + i * BLOCK}:A${FIRST_ROW + (i + 1) * BLOCK - 1}"/>`);
  const [before = '', after = ''] = worksheet(
    `<sheetData><row r="1">${header}</row>|</sheetData><mergeCells>${merges.join('')}</mergeCells>`,
  ).split('|');
  const rows = Array.from({ length: ROWS }, (_, n) => Buffer.from(rowXml(n)));
  return Buffer.concat([Buffer.from(before), ...rows, Buffer.from(after)]);
}

describe('a sheet beyond the size up to which merged cells are looked for beforehand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'large-sheet-'));
  const file = join(folder, 'large.xlsx');
  const opener = new KillableWorkbookOpener();

  beforeAll(() => {
    const sheet = registryXml();
    expect(sheet.length).toBeGreaterThan(DEFAULT_LIMITS.mergedSheetBytes);
    writeFileSync(file, makeZip(workbookMembers({ sheet })));
  });
  afterAll(async () => {
    await opener.onModuleDestroy();
    rmSync(folder, { recursive: true });
  });

  async function industriesOf(kind: SheetKind<RegistrySheetRow>): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const workbook = await opener.open(file, opening(kind));
    await scanWorkbook(workbook, kind, NO_SETTINGS, {
      accept: async (rows, errors) => {
        expect(errors).toEqual([]);
        for (const { value } of rows) counts.set(value.industry.raw ?? '', (counts.get(value.industry.raw ?? '') ?? 0) + 1);
      },
    }).finally(() => workbook.close());
    return counts;
  }

  it('is filled down where its kind fills down', async () => {
    const counts = await industriesOf(registrySheet(KEY_INDUSTRIES));
    expect(Object.fromEntries(counts)).toEqual({ 煤矿: 2 * BLOCK, 冶金: BLOCK, 建材: BLOCK });
  });

  it('is refused where its kind does not, instead of being read without them', async () => {
    expect(opening(enrolmentPersonSheet)).toEqual({ allMerges: false });
    const workbook = await opener.open(file, opening(enrolmentPersonSheet));
    let rows = 0;
    const reading = (async () => {
      for await (const { cells } of workbook.rows(0)) rows += cells.length > 0 ? 1 : 0;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'limit-merged-sheet', message: expect.stringContaining('取消合并') });
    expect(rows).toBeGreaterThan(0);
    await workbook.close();
  });
});
