import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { PersonalDataCipher, type Scope } from '../../access/index.js';
import { asMonth } from '../../kernel/index.js';
import { Database, insertInChunks } from '../../platform/database/index.js';
import type { ImportBatch, RowError } from '../domain/index.js';
import type { SourceRow } from '../import-target.js';
import { IntakeStore, type NewBatch } from '../intake.store.js';
import { ImportBatchEntity, SourceRowEntity } from './intake.entities.js';

/** Batches are few (a county uploads some a year), so the scope is checked on the rows, whose counties are a list. */
const SCAN_STEP = 200;

@Injectable()
export class TypeOrmIntakeStore extends IntakeStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  async list(scope: Scope, { beforeId, limit }: { beforeId?: number | undefined; limit: number }): Promise<ImportBatch[]> {
    const found: ImportBatch[] = [];
    for (let before = beforeId; found.length < limit;) {
      const rows = await this.database.reader.find(ImportBatchEntity, {
        where: before === undefined ? {} : { id: LessThan(before) },
        order: { id: 'DESC' },
        take: SCAN_STEP,
      });
      found.push(...rows.map(toBatch).filter((batch) => within(batch, scope)));
      before = rows.at(-1)?.id;
      if (rows.length < SCAN_STEP) break;
    }
    return found.slice(0, limit);
  }

  async find(id: number, scope: Scope): Promise<ImportBatch | undefined> {
    const row = await this.database.reader.findOneBy(ImportBatchEntity, { id });
    const batch = row && toBatch(row);
    return batch && within(batch, scope) ? batch : undefined;
  }

  async findByPurpose(purpose: string): Promise<ImportBatch | undefined> {
    const row = await this.database.reader.findOneBy(ImportBatchEntity, { purpose });
    return row ? toBatch(row) : undefined;
  }

  async add(batch: NewBatch): Promise<ImportBatch> {
    const row = toColumns({ ...batch, appliedBy: null, appliedAt: null, version: 1 });
    return toBatch(await this.database.writer.save(this.database.writer.create(ImportBatchEntity, row)));
  }

  async update(batch: ImportBatch, version: number): Promise<boolean> {
    const result = await this.database.writer.update(ImportBatchEntity, { id: batch.id, version }, toColumns(batch));
    return result.affected === 1;
  }

  async kindOf(id: number): Promise<string | undefined> {
    return (await this.database.reader.findOneBy(ImportBatchEntity, { id }))?.kind;
  }

  async addSourceRows(batchId: number, rows: readonly SourceRow[], sealed: boolean): Promise<void> {
    const write = (raw: SourceRow['raw']): string => (sealed ? this.cipher.seal(JSON.stringify(raw)) : JSON.stringify(raw));
    await insertInChunks(
      this.database.writer,
      SourceRowEntity,
      rows.map(({ sheet, row, hidden, raw }) => ({ batchId, sheet, rowNumber: row, hidden, raw: write(raw) })),
    );
  }

  async sourceRow(batchId: number, sheet: string, row: number): Promise<SourceRow | undefined> {
    const found = await this.database.reader.findOneBy(SourceRowEntity, { batchId, sheet, rowNumber: row });
    if (!found) return undefined;
    const text = found.raw.startsWith('{') ? found.raw : this.cipher.open(found.raw);
    return { sheet, row, hidden: found.hidden, raw: JSON.parse(text) as SourceRow['raw'] };
  }
}

const within = (batch: ImportBatch, scope: Scope): boolean => batch.countyCodes.every((code) => scope.allows(code));

function toColumns({
  id: _id,
  rows,
  counts,
  countyCodes,
  errors,
  warnings,
  ...rest
}: Omit<ImportBatch, 'id'> & { id?: number }): Omit<ImportBatchEntity, 'id'> {
  return {
    ...rest,
    rowCount: rows,
    newCount: counts.new,
    changedCount: counts.changed,
    unchangedCount: counts.unchanged,
    missingCount: counts.missing,
    countyCodes: JSON.stringify(countyCodes),
    errors: JSON.stringify(errors),
    warnings: JSON.stringify(warnings),
  };
}

function toBatch(row: ImportBatchEntity): ImportBatch {
  const { rowCount, newCount, changedCount, unchangedCount, missingCount, ...rest } = row;
  return {
    ...rest,
    asOf: row.asOf === null ? null : asMonth(row.asOf),
    rows: rowCount,
    counts: { new: newCount, changed: changedCount, unchanged: unchangedCount, missing: missingCount },
    countyCodes: JSON.parse(row.countyCodes) as string[],
    errors: JSON.parse(row.errors) as RowError[],
    warnings: JSON.parse(row.warnings) as RowError[],
  };
}
