import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { RegionSource } from '../../geography/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { csvLines } from '../../platform/files/csv.js';
import { TableFile, type Table } from '../../platform/files/table/index.js';
import { demand, type Principal } from '../domain/index.js';
import { auditColumns } from './audit-columns.js';
import type { AuditFilter } from './audit.store.js';
import { AuditTrail } from './audit-trail.js';
import type { AuditRecord } from './domain/index.js';
import { ReadAudit } from './read-audit.js';

export const AUDIT_FORMATS = ['xlsx', 'csv'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** The trail as a file; that it was taken is recorded first. */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly read: ReadAudit,
    private readonly trail: AuditTrail,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Rows are read page by page while the file is taken. Throws Problem `right-missing`. */
  async run(principal: Principal, filter: AuditFilter, format: AuditFormat): Promise<Pick<TableFile, 'fileName' | 'bytes'>> {
    demand(principal, 'audit.read');
    await this.database.unitOfWork(async () =>
      this.trail.record(principal, {
        action: 'audit.exported',
        subject: { kind: 'audit', id: null },
        after: { format, ...filter, since: filter.since?.toISOString(), until: filter.until?.toISOString() },
      }),
    );
    const table = { columns: auditColumns(await this.regions.tree()), rows: this.read.each(principal, filter) };
    const name = `审计记录_${this.clock.today()}`;
    return format === 'xlsx' ? TableFile.of(name, table) : { fileName: `${name}.csv`, bytes: csvOf(table) };
  }
}

function csvOf({ columns, rows }: Table<AuditRecord>): Readable {
  async function* lines(): AsyncGenerator<readonly string[], void> {
    yield columns.map(({ header }) => header);
    for await (const row of rows) yield columns.map(({ value }) => String(value(row) ?? ''));
  }
  return Readable.from(csvLines(lines()), { objectMode: false });
}
