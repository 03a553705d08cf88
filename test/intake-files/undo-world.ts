import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { Scope } from '../../src/access/domain/scope.js';
import { CaseImport } from '../../src/cases/case-import.js';
import { TypeOrmCaseStore } from '../../src/cases/typeorm/case.store.typeorm.js';
import { EnrolmentUnitImport } from '../../src/enrolment/enrolment-unit-import.js';
import { TypeOrmEnrolmentStore } from '../../src/enrolment/typeorm/enrolment.store.typeorm.js';
import { UnitTies } from '../../src/enrolment/unit-ties.js';
import { readWorkbook, type RowError } from '../../src/intake/domain/index.js';
import { tableWorkbook } from '../../src/intake/domain/testing/table-workbook.js';
import type { ImportContext, PlannedTarget } from '../../src/intake/import-target.js';
import { ImportBatchEntity } from '../../src/intake/typeorm/intake.entities.js';
import { newBatchColumns } from '../../src/intake/typeorm/batch-mapping.js';
import { asMonth, RegionTree } from '../../src/kernel/index.js';
import { LinkTies } from '../../src/matching/typeorm/link-ties.typeorm.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { EnterpriseTies } from '../../src/registry/enterprise-ties.js';
import { KeyIndustries } from '../../src/registry/key-industries.js';
import { RegistryImport } from '../../src/registry/registry-import.js';
import { TypeOrmRegistryStore } from '../../src/registry/typeorm/registry.store.typeorm.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, type DatabaseKind } from '../support/services.js';
import { readTables, type Row, type Tables } from '../support/tables.js';

export type Kind = 'registry' | 'enrolment-unit' | 'cases';

/** A small import: the rows of its one sheet below the header. */
export interface SmallImport {
  readonly label: string;
  readonly kind: Kind;
  readonly month: string;
  /** Of a registry or cases; by default 临河区. */
  readonly county?: string;
  readonly rows: readonly (readonly string[])[];
}

const HEADERS: Readonly<Record<Kind, readonly string[]>> = {
  registry: ['企业名称', '所属行业', '职工人数', '统一社会信用代码', '备注'],
  'enrolment-unit': ['单位编号', '单位名称', '统一社会信用代码', '险种类型', '参保状态', '参保人数', '参保区划'],
  cases: ['姓名', '身份证号码', '职业病诊断病种', '职业病诊断时间', '备注'],
};

const COUNTY = '150802';
export const REGIONS = new RegionTree([
  { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: COUNTY, name: '临河区', level: 'county', parentCode: '150800', aliases: [] },
  { code: '150821', name: '五原县', level: 'county', parentCode: '150800', aliases: [] },
]);

/** Goes on by a second each time that it is asked. */
class TickingClock extends Clock {
  private ticks = 0;

  now(): Date {
    this.ticks += 1;
    return new Date(Date.UTC(2022, 0, 1) + this.ticks * 1000);
  }
}

class NoIndustries extends KeyIndustries {
  of(): Promise<[]> {
    return Promise.resolve([]);
  }

  add(): Promise<void> {
    return Promise.resolve();
  }
}

/** Tables that imports write, those that refer to others first. */
const TABLES = [
  'enterprise_unit_link',
  'scope_decision',
  'insurance_proof',
  'enterprise_alias',
  'registry_line',
  'registry_handover',
  'enterprise',
  'enrolment_record',
  'enrolment_unit',
  'case_record',
  'disease_case',
  'import_batch',
];

/** Registry, enrolment by unit and cases on a database of their own, without the steps of an upload. */
export class UndoWorld {
  private readonly targets: Readonly<Record<Kind, PlannedTarget>>;
  private batches = new Map<string, number>();

  private constructor(
    readonly database: Database,
    private readonly kind: DatabaseKind,
    private readonly read: () => Promise<Tables>,
    private readonly drop: () => Promise<void>,
  ) {
    const clock = new TickingClock();
    const [enterprises, units] = [new EnterpriseTies(), new UnitTies()];
    new LinkTies(database, enterprises, units);
    const cipher = oneKeyCipher(Buffer.alloc(32, 7));
    this.targets = {
      registry: new RegistryImport(new TypeOrmRegistryStore(database, enterprises), new NoIndustries(), clock),
      'enrolment-unit': new EnrolmentUnitImport(new TypeOrmEnrolmentStore(database, units), clock),
      cases: new CaseImport(new TypeOrmCaseStore(database, cipher), clock),
    };
  }

  static async open(kind: DatabaseKind): Promise<UndoWorld> {
    const scratch = await createScratchDatabase(kind, 'undo');
    const database = await openDatabase(scratch.config, SCHEMA);
    return new UndoWorld(database, kind, () => readTables(scratch.config), scratch.drop);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.drop();
  }

  async clear(): Promise<void> {
    this.batches = new Map();
    await this.database.unitOfWork(async () => {
      for (const table of TABLES) await this.database.writer.query(`DELETE FROM ${table}`);
    });
  }

  /** Plans and applies; returns what stands against it. */
  async apply({ label, kind, month, rows, county = COUNTY }: SmallImport): Promise<readonly RowError[]> {
    const target = this.targets[kind];
    const { sheets } = await readWorkbook(tableWorkbook({ rows: [HEADERS[kind], ...rows] }), await target.sheetKind('150800'));
    const context: ImportContext = {
      principal: { userId: null, displayName: label, role: 'system', regionCode: '150800', scope: Scope.below('150800', REGIONS) },
      county: kind === 'enrolment-unit' ? undefined : county,
      asOf: asMonth(month),
      regions: REGIONS,
      cityCode: '150800',
    };
    return this.database.unitOfWork(async () => {
      const id = await this.addBatch(label, kind);
      const plan = await target.plan(sheets, context);
      await plan.apply(id);
      return [...sheets.flatMap((sheet) => sheet.errors), ...plan.errors];
    });
  }

  async undo({ label, kind }: SmallImport): Promise<void> {
    await this.database.unitOfWork(() => this.targets[kind].undo(this.batchOf(label)));
  }

  batchOf(label: string): number {
    const id = this.batches.get(label);
    if (id === undefined) throw new Error(`No batch ${label}.`);
    return id;
  }

  tables(): Promise<Tables> {
    return this.read();
  }

  /** What the tables say, without ids and times: batches by their label, everything else by the row that it comes from. */
  async state(): Promise<Record<string, readonly unknown[]>> {
    const tables = await this.read();
    const named = (table: string): readonly Row[] => tables[table] ?? [];
    const labels = new Map([...this.batches].map(([label, id]) => [id, label]));
    const origin = (row: Row): string => `${labels.get(Number(row['batchId']))} ${String(row['sheet'])} ${String(row['rowNumber'])}`;
    const lines = [...named('registry_line')].sort((a, b) => Number(a['id']) - Number(b['id']));
    const firstLine = new Map<unknown, string>();
    for (const line of lines) if (!firstLine.has(line['enterpriseId'])) firstLine.set(line['enterpriseId'], origin(line));
    const enterprise = (id: unknown): string => firstLine.get(id) ?? `lineless ${String(id)}`;
    const handover = new Map(
      named('registry_handover').map((row) => [row['id'], `${labels.get(Number(row['batchId']))} ${String(row['month'])}`]),
    );
    const unit = new Map(named('enrolment_unit').map((row) => [row['id'], row['unitNo']]));
    const identity = new Map(
      named('disease_case').map((row) => [row['id'], `${String(row['personIndex'])} ${String(row['diseaseName'])}`]),
    );
    const without = (row: Row, ...columns: string[]): Row =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => !['id', 'batchId', 'person', 'createdAt', 'recordedAt', ...columns].includes(name)),
      );
    const superseded = (row: Row): unknown => (row['supersededByBatchId'] === null ? null : labels.get(Number(row['supersededByBatchId'])));
    return sorted({
      handovers: [...handover.values()],
      lines: lines.map((row) => ({
        ...without(row, 'handoverId', 'enterpriseId'),
        from: origin(row),
        enterprise: enterprise(row['enterpriseId']),
        handover: handover.get(row['handoverId']),
      })),
      enterprises: named('enterprise').map((row) => ({ ...without(row), from: origin(row), enterprise: enterprise(row['id']) })),
      aliases: named('enterprise_alias').map((row) => ({
        ...without(row, 'enterpriseId', 'linkId'),
        enterprise: enterprise(row['enterpriseId']),
      })),
      units: named('enrolment_unit').map((row) => ({ ...without(row), from: labels.get(Number(row['batchId'])) })),
      records: named('enrolment_record').map((row) => ({
        ...without(row, 'unitId', 'supersededByBatchId'),
        unit: unit.get(row['unitId']),
        from: origin(row),
        supersededBy: superseded(row),
      })),
      cases: named('disease_case').map((row) => ({ ...without(row), from: labels.get(Number(row['batchId'])) })),
      caseRecords: named('case_record').map((row) => ({ ...without(row, 'caseId'), from: origin(row), of: identity.get(row['caseId']) })),
    });
  }

  private async addBatch(label: string, kind: Kind): Promise<number> {
    const { writer } = this.database;
    const columns = newBatchColumns({
      kind,
      fileName: `${label}.xlsx`,
      fileHash: '',
      countyCode: null,
      asOf: null,
      regionCode: '150800',
      sheets: { tables: [], skipped: [], settings: {} },
      createdBy: label,
      createdById: null,
      createdAt: new Date(0),
      purpose: `${this.kind} ${label} ${this.batches.size}`,
    });
    const { id } = await this.database.reaching([], () => writer.save(writer.create(ImportBatchEntity, columns)));
    this.batches.set(label, id);
    return id;
  }
}

const sorted = (state: Record<string, readonly unknown[]>): Record<string, readonly unknown[]> =>
  Object.fromEntries(Object.entries(state).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]));
