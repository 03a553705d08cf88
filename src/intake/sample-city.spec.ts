import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseSheet } from '../cases/domain/case-sheet.js';
import { enrolmentUnitSheet } from '../enrolment/domain/enrolment-unit-sheet.js';
import { RegionTree } from '../kernel/index.js';
import { readRemark } from '../registry/domain/remark.js';
import { registrySheet, type RegistrySheetRow } from '../registry/domain/registry-sheet.js';
import { countyOfSheet, readWorkbook, type SheetKind, type SheetReading } from './domain/index.js';
import { FileWorkbookOpener } from './readers/file-workbook-opener.js';

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const samples = join(shared, 'samples');
const present = existsSync(join(samples, 'truth.json'));

interface Truth {
  readonly manifest: readonly {
    readonly file: string;
    readonly kind: string;
    readonly rows: number;
    readonly counties?: readonly string[];
  }[];
  readonly coverage: Readonly<
    Record<string, { readonly beforeScopeReview: Readonly<Record<string, { enterprises: number; headcount: number }>> }>
  >;
  readonly cases: number;
  readonly badCases: number;
}

const truth: Truth | null = present ? (JSON.parse(readFileSync(join(samples, 'truth.json'), 'utf8')) as Truth) : null;

const county = (code: string, name: string, ...aliases: string[]) => ({
  code,
  name,
  level: 'county' as const,
  parentCode: '150800',
  aliases,
});

const regions = new RegionTree([
  { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  county('150802', '临河区'),
  county('150821', '五原县'),
  county('150822', '磴口县'),
  county('150823', '乌拉特前旗', '乌前旗', '前旗'),
  county('150824', '乌拉特中旗', '乌中旗', '中旗'),
  county('150825', '乌拉特后旗', '乌后旗', '后旗'),
  county('150826', '杭锦后旗', '杭后'),
]);

async function readFile<T>(file: string, kind: SheetKind<T>): Promise<readonly SheetReading<T>[]> {
  const workbook = await new FileWorkbookOpener().open(join(samples, file));
  try {
    return (await readWorkbook(workbook, kind)).sheets;
  } finally {
    await workbook.close();
  }
}

const rowsIn = (readings: readonly SheetReading<unknown>[]): number => readings.reduce((sum, reading) => sum + reading.rows.length, 0);
const errorsIn = (readings: readonly SheetReading<unknown>[]): unknown[] => readings.flatMap((reading) => reading.errors);

function filesOf(kind: string): Truth['manifest'] {
  return (truth?.manifest ?? []).filter((entry) => entry.kind === kind);
}

/** The rule of DOMAIN.md, 备注: what is stopped counts the people stated there, and not at all where none are. */
function countedHeadcount({ remark, headcount }: RegistrySheetRow): number | null {
  const { suspended } = readRemark(remark);
  return suspended ? suspended.statedHeadcount : headcount;
}

if (!truth) {
  const reason = `样例数据不在 ${samples}；请设置 SHARED_DIR`;
  console.warn(`样例城市测试未运行：${reason}`);
  const report = process.env['CI'] === 'true' ? it : it.skip;
  report(`sample city (${reason})`, () => expect(present).toBe(true));
} else {
  describe('the workbooks of the sample city', () => {
    it.each(filesOf('registry'))('$file holds $rows registry rows, none unreadable', async ({ file, rows }) => {
      const readings = await readFile(file, registrySheet());
      expect(errorsIn(readings)).toEqual([]);
      expect(rowsIn(readings)).toBe(rows);
      expect(
        readings.flatMap((reading) => reading.rows.filter((row) => row.value.industry.code === null || row.value.headcount === null)),
      ).toEqual([]);
    });

    it.each(filesOf('enrolment-unit'))('$file holds $rows units, none unreadable', async ({ file, rows }) => {
      const readings = await readFile(file, enrolmentUnitSheet);
      expect(errorsIn(readings)).toEqual([]);
      expect(rowsIn(readings)).toBe(rows);
      expect(
        readings.flatMap((reading) => reading.rows.filter((row) => row.value.insurance !== '410' || row.value.month === null)),
      ).toEqual([]);
    });

    it.each(filesOf('cases'))('$file holds $rows disease cases, none unreadable', async ({ file, rows, counties }) => {
      const readings = await readFile(file, caseSheet);
      expect(errorsIn(readings)).toEqual([]);
      expect(rowsIn(readings)).toBe(rows);
      const found = readings.map((reading) => countyOfSheet(reading, regions));
      expect(found.map((county) => county.ok && county.value.county.code)).toEqual(counties);
    });

    it('has as many cases in an impossible order as the truth says', async () => {
      const readings = (await Promise.all(filesOf('cases').map(({ file }) => readFile(file, caseSheet)))).flat();
      const odd = readings.flatMap((reading) => reading.rows).filter((row) => row.warnings.some(({ code }) => code.includes('-before-')));
      expect(rowsIn(readings)).toBe(truth.cases);
      expect(odd).toHaveLength(truth.badCases);
    });

    it('reads the hidden rows of the three banners and says that they were hidden', async () => {
      const readings = await readFile('附件2_乌拉特三旗.xlsx', registrySheet());
      expect(readings.map((reading) => reading.rows.filter((row) => row.hidden).map((row) => row.row))).toEqual([[7], [7], [7]]);
      expect(readings.map((reading) => reading.leftOut)).toEqual([
        { totals: 1, repeatedHeaders: 3, blank: 3, footers: 1 },
        { totals: 1, repeatedHeaders: 3, blank: 3, footers: 1 },
        { totals: 1, repeatedHeaders: 3, blank: 3, footers: 1 },
      ]);
    });

    it('reads 填报时间 of the official form, from a cell that it shares with 填报单位', async () => {
      const [reading] = await readFile('附件2_临河区.xlsx', registrySheet());
      expect(reading).toMatchObject({ reportingUnit: '临河区卫生健康委员会', filledOn: { date: '2020-05-27', month: '2020-05' } });
    });

    it('comes to the enterprises and head-counts of every county', async () => {
      const counted: Record<string, { enterprises: number; headcount: number }> = {};
      for (const { file, counties } of filesOf('registry')) {
        const readings = await readFile(file, registrySheet());
        for (const reading of readings) {
          const found = countyOfSheet(reading, regions, counties?.length === 1 ? counties[0] : undefined);
          if (!found.ok) throw new Error(found.error.message);
          const heads = reading.rows.flatMap((row) => countedHeadcount(row.value) ?? []);
          counted[found.value.county.code] = { enterprises: heads.length, headcount: heads.reduce((sum, head) => sum + head, 0) };
        }
      }
      const expected = Object.entries(truth.coverage['2020-12']?.beforeScopeReview ?? {});
      expect(counted).toEqual(Object.fromEntries(expected.map(([code, { enterprises, headcount }]) => [code, { enterprises, headcount }])));
    });
  });
}
