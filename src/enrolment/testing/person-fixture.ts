import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemPrincipal } from '../../access/index.js';
import { oneKeyCipher } from '../../access/testing/one-key-cipher.js';
import type { ReadRow } from '../../intake/domain/index.js';
import type { ImportContext, StagedOutcome, StagedTarget } from '../../intake/index.js';
import { asMonth, RegionTree } from '../../kernel/index.js';
import { openDatabase, type Database } from '../../platform/database/index.js';
import { SCHEMA } from '../../schema.js';

const CITY = '150800';

export const regions = new RegionTree([
  { code: CITY, name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: '150824', name: '乌拉特中旗', level: 'county', parentCode: CITY, aliases: [] },
  { code: '150825', name: '乌拉特后旗', level: 'county', parentCode: CITY, aliases: [] },
]);

export const contextOf = (asOf: string | undefined, county?: string): ImportContext => ({
  principal: systemPrincipal(regions, CITY),
  county,
  asOf: asOf === undefined ? undefined : asMonth(asOf),
  regions,
  cityCode: CITY,
});

/** An identity number for a spec: the n-th person, right in its check digit. */
export function idOf(n: number): string {
  const first17 = `15080219800101${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return first17 + '10X98765432'.charAt(sum % 11);
}

/** An SQLite database with the whole schema, and batches in it by name of their state alone. */
export class StagingGround {
  readonly cipher = oneKeyCipher(randomBytes(32));
  private batches = 0;

  private constructor(
    private readonly dataDir: string,
    readonly database: Database,
  ) {}

  static async open(): Promise<StagingGround> {
    const dataDir = mkdtempSync(join(tmpdir(), 'staging-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    return new StagingGround(dataDir, await openDatabase(config, SCHEMA));
  }

  async close(): Promise<void> {
    await this.database.close();
    rmSync(this.dataDir, { recursive: true });
  }

  async batch(kind: string): Promise<number> {
    this.batches += 1;
    const columns = await this.columns();
    const values: Record<string, unknown> = { kind, purpose: `p${this.batches}`, state: 'checking', createdAt: '2022-12-31 00:00:00.000' };
    const filled = columns.map(({ name, type }) => values[name] ?? (type.startsWith('int') ? 0 : ''));
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const sql = `INSERT INTO import_batch (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
    return this.database.unitOfWork(async () => Number(await this.database.writer.query(sql, filled)));
  }

  async apply(batchId: number): Promise<void> {
    await this.database.unitOfWork(() => this.database.writer.query("UPDATE import_batch SET state = 'applied' WHERE id = ?", [batchId]));
  }

  /** As CheckBatch does it: rows in pieces, each in a unit of work of its own, then the comparison. */
  async check<T>(
    target: StagedTarget<T>,
    batchId: number,
    values: readonly T[],
    context: ImportContext,
    table: { readonly title?: string } = {},
  ): Promise<StagedOutcome> {
    await this.stage(target, batchId, values, context);
    const outcome = await this.database.unitOfWork(() => target.compare(batchId, [tableOf(table.title ?? '')], context));
    let from: number | null = null;
    do from = await this.database.unitOfWork(async () => (await target.indexSome?.(batchId, from)) ?? null);
    while (from !== null);
    return outcome;
  }

  async stage<T>(target: StagedTarget<T>, batchId: number, values: readonly T[], context: ImportContext): Promise<void> {
    const rows = values.map((value, i): ReadRow<T> => ({ sheet: SHEET, row: i + 2, hidden: false, raw: {}, value, warnings: [] }));
    for (let from = 0; from < rows.length; from += 250) {
      await this.database.unitOfWork(() => target.stage(batchId, rows.slice(from, from + 250), context));
    }
  }

  async discard(target: Pick<StagedTarget, 'discardSome'>, batchId: number): Promise<number> {
    let steps = 0;
    while (await this.database.unitOfWork(() => target.discardSome(batchId))) steps += 1;
    return steps;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.database.reader.query<{ count: number }[]>(`SELECT COUNT(*) AS count FROM ${table}`);
    return row?.count ?? 0;
  }

  async text(table: string): Promise<string> {
    return JSON.stringify(await this.database.reader.query(`SELECT * FROM ${table}`));
  }

  private async columns(): Promise<{ name: string; type: string }[]> {
    const columns =
      await this.database.reader.query<{ name: string; type: string; notnull: number; pk: number }[]>('PRAGMA table_info(import_batch)');
    return columns.filter(({ notnull, pk }) => notnull === 1 && pk === 0);
  }
}

export const SHEET = '花名册';

function tableOf(title: string): Parameters<StagedTarget['compare']>[1][number] {
  const place = { sheet: SHEET, hidden: false, headerTop: 1, headerRow: 1, lastRow: 2, fingerprint: '', columns: [] };
  return { ...place, reportingUnit: null, filledOn: null, title, leftOut: { totals: 0, repeatedHeaders: 0, blank: 0, footers: 0 } };
}
