import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import type { CellValue } from '../../src/intake/domain/index.js';
import { openXlsxFile } from '../../src/intake/readers/xlsx/index.js';
import { asLocalDate, type LocalDate } from '../../src/kernel/index.js';
import { TableFile, type Column, type Table } from '../../src/platform/files/table/index.js';

const folder = mkdtempSync(join(tmpdir(), 'exported-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All sheets of a table's workbook as the reader of imports sees them. */
async function readBack<R>(table: Table<R>): Promise<CellValue[][]> {
  const file = join(folder, 'table.xlsx');
  await pipeline(TableFile.of('表', table).bytes, createWriteStream(file));
  const workbook = await openXlsxFile(file);
  try {
    const found: CellValue[][] = [];
    for await (const { cells } of workbook.rows(0)) found.push([...cells]);
    return found;
  } finally {
    await workbook.close();
  }
}

interface Row {
  readonly name: string;
  readonly code: string;
  readonly people: number;
  readonly share: number;
  readonly day: LocalDate;
}

const COLUMNS: readonly Column<Row>[] = [
  { header: '企业名称', width: 30, kind: 'text', value: ({ name }) => name },
  { header: '编号', width: 20, kind: 'text', value: ({ code }) => code },
  { header: '人数', width: 10, kind: 'integer', value: ({ people }) => people },
  { header: '比例', width: 10, kind: 'decimal', value: ({ share }) => share },
  { header: '日期', width: 12, kind: 'date', value: ({ day }) => day },
];

const days = fc.integer({ min: 61, max: 2_958_465 }).map((serial) => {
  return asLocalDate(new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10));
});
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('=1+1', '+86', '-', '@SUM(A1)', '\t=1', '\r=1', '\n', ' 前后 ', '_x0041_', '\u0000', '\uffff', '一\r\n二', '𠮷'),
);
const anyRow: fc.Arbitrary<Row> = fc.record({
  name: anyText,
  code: fc.stringMatching(/^\d{1,30}$/),
  people: fc.integer(),
  share: fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((share) => share || 0),
  day: days,
});

describe('what is exported', () => {
  it('reads back as it was: texts, codes of any length, numbers, days', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 20 }), async (rows) => {
        const [header, ...found] = await readBack({ columns: COLUMNS, rows });
        expect(header).toEqual(['企业名称', '编号', '人数', '比例', '日期']);
        expect(found).toEqual(rows.map(({ name, code, people, share, day }) => [name, code, people, share, { date: day }]));
      }),
      { numRuns: 60 },
    );
  });
});
