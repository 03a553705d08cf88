import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemPrincipal } from '../../access/index.js';
import type { Alarm } from '../../intake/domain/index.js';
import { readWorkbook, type CellValue, type OpenWorkbook } from '../../intake/domain/index.js';
import { tableWorkbook } from '../../intake/domain/testing/table-workbook.js';
import { readRegionPack } from '../../geography/index.js';
import type { ImportContext } from '../../intake/index.js';
import { FileWorkbookOpener } from '../../intake/readers/file-workbook-opener.js';
import { asMonth, RegionTree } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { enrolmentUnitSheet } from '../domain/index.js';
import { EnrolmentUnitImport } from '../enrolment-unit-import.js';
import { TypeOrmEnrolmentStore } from '../typeorm/enrolment.store.typeorm.js';
import { UnitTies } from '../unit-ties.js';
import { StagingGround } from './person-fixture.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CITY = '150800';

/** One sheet of an extract: its header and its rows. */
export type Extract = readonly (readonly CellValue[])[];

/** Row of the fixture's extracts. */
export const COLUMN = { unitNo: 0, name: 1, creditCode: 2, county: 3, status: 5, insured: 6, paidUpTo: 7 } as const;

/** The extract by unit of a December of the fixture's city. */
export async function extractOf(year: number): Promise<Extract> {
  const workbook = await new FileWorkbookOpener().open(join(ROOT, 'test/fixtures/city', `单位参保_${year}-12.xlsx`));
  const rows: (readonly CellValue[])[] = [];
  for await (const { cells } of workbook.rows(0)) rows.push(cells);
  await workbook.close();
  return rows;
}

/** An extract with some of its rows, or with its rows changed. */
export const withRows = ([header = [], ...rows]: Extract, change: (rows: Extract) => Extract): Extract => [header, ...change(rows)];

/** Replaces one column's cells. */
export const withColumn = (extract: Extract, column: number, value: (cell: CellValue, row: number) => CellValue): Extract =>
  withRows(extract, (rows) => rows.map((cells, row) => cells.map((cell, i) => (i === column ? value(cell, row) : cell))));

/** Imports extracts into a database of its own, one after the other. */
export class ExtractDesk {
  private constructor(
    private readonly ground: StagingGround,
    private readonly target: EnrolmentUnitImport,
  ) {}

  static async open(): Promise<ExtractDesk> {
    const ground = await StagingGround.open();
    return new ExtractDesk(ground, new EnrolmentUnitImport(new TypeOrmEnrolmentStore(ground.database, new UnitTies()), new SystemClock()));
  }

  close(): Promise<void> {
    return this.ground.close();
  }

  /** Puts an extract in force and gives the alarms that it raised. `region`: of whoever imports. */
  async take(extract: Extract, month: string, region = CITY): Promise<readonly Alarm[]> {
    const { sheets } = await readWorkbook(book(extract), enrolmentUnitSheet);
    const batchId = await this.ground.batch('enrolment-unit');
    return this.ground.database.unitOfWork(async () => {
      const plan = await this.target.plan(sheets, contextOf(month, region));
      await plan.apply(batchId);
      return plan.alarms;
    });
  }

  async codes(extract: Extract, month: string, region?: string): Promise<string[]> {
    return (await this.take(extract, month, region)).map(({ code }) => code);
  }
}

const book = (rows: Extract): OpenWorkbook => tableWorkbook({ rows });

class SystemClock extends Clock {
  now = (): Date => new Date('2023-01-01T00:00:00Z');
}

function contextOf(month: string, region: string): ImportContext {
  return { principal: systemPrincipal(regions, region), county: undefined, asOf: asMonth(month), regions, cityCode: CITY };
}

const regions = new RegionTree(readRegionPack(join(ROOT, 'region-packs/150800')).regions);
