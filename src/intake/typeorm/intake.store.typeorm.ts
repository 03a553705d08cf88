import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan, Not } from 'typeorm';
import { PersonalDataCipher, type Scope } from '../../access/index.js';
import { RegionSource } from '../../geography/index.js';
import { Database, insertInChunks } from '../../platform/database/index.js';
import type {
  BatchIssue,
  ColumnFields,
  Correction,
  ImportBatch,
  IssueGroup,
  PlannedChange,
  RememberedFields,
  Severity,
} from '../domain/index.js';
import type { SourceRow } from '../import-target.js';
import {
  IntakeStore,
  TakenMeanwhile,
  type BatchChange,
  type ChangeFilter,
  type IssueFilter,
  type KeptChange,
  type KeptCorrection,
  type KeptIssue,
  type NewBatch,
} from '../intake.store.js';
import { changeColumns, isDuplicate, newBatchColumns, toBatch, within } from './batch-mapping.js';
import {
  ImportBatchEntity,
  ImportChangeEntity,
  ImportCorrectionEntity,
  ImportIssueEntity,
  ImportMappingEntity,
  SourceRowEntity,
} from './intake.entities.js';

/** Batches are few (a county uploads some a year), so the scope is checked on the rows, whose counties are a list. */
const SCAN_STEP = 200;

@Injectable()
export class TypeOrmIntakeStore extends IntakeStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
    private readonly regions: RegionSource,
  ) {
    super();
  }

  async list(scope: Scope, { beforeId, limit }: { beforeId?: number | undefined; limit: number }): Promise<ImportBatch[]> {
    const regions = await this.regions.tree();
    const found: ImportBatch[] = [];
    for (let before = beforeId; found.length < limit;) {
      const rows = await this.database.reader.find(ImportBatchEntity, {
        where: before === undefined ? {} : { id: LessThan(before) },
        order: { id: 'DESC' },
        take: SCAN_STEP,
      });
      found.push(...rows.map(toBatch).filter((batch) => within(batch, scope, regions)));
      before = rows.at(-1)?.id;
      if (rows.length < SCAN_STEP) break;
    }
    return found.slice(0, limit);
  }

  async find(id: number, scope: Scope): Promise<ImportBatch | undefined> {
    const row = await this.database.reader.findOneBy(ImportBatchEntity, { id });
    const batch = row && toBatch(row);
    return batch && within(batch, scope, await this.regions.tree()) ? batch : undefined;
  }

  async findByPurpose(purpose: string): Promise<ImportBatch | undefined> {
    const row = await this.database.reader.findOneBy(ImportBatchEntity, { purpose });
    return row ? toBatch(row) : undefined;
  }

  async releasePurpose(id: number): Promise<void> {
    await this.aside(() => this.database.writer.update(ImportBatchEntity, { id }, { purpose: `undone-${id}` }));
  }

  async add(batch: NewBatch): Promise<ImportBatch> {
    const { writer } = this.database;
    try {
      return toBatch(await this.aside(() => writer.save(writer.create(ImportBatchEntity, newBatchColumns(batch)))));
    } catch (error) {
      throw isDuplicate(error) ? new TakenMeanwhile() : error;
    }
  }

  async change(batch: ImportBatch, change: BatchChange): Promise<ImportBatch | undefined> {
    const version = batch.version + 1;
    const where = { id: batch.id, version: batch.version };
    const reach =
      isInForce(batch.state) === isInForce(change.state ?? batch.state)
        ? []
        : [`batch ${batch.kind} ${await this.regions.cityOf(batch.regionCode)}`];
    const result = await this.database.reaching(reach, () =>
      this.database.writer.update(ImportBatchEntity, where, { ...changeColumns(change), version }),
    );
    return result.affected === 1 ? { ...batch, ...change, version } : undefined;
  }

  async hold({ id, version }: ImportBatch, rowsRead: number): Promise<boolean> {
    const result = await this.aside(() => this.database.writer.update(ImportBatchEntity, { id, version }, { rowCount: rowsRead }));
    return result.affected === 1;
  }

  async appliedSince({ id, kind, countyCodes }: ImportBatch, since: Date): Promise<boolean> {
    const later = await this.database.reader.findBy(ImportBatchEntity, { id: Not(id), kind, state: 'applied', appliedAt: MoreThan(since) });
    return later.map(toBatch).some((other) => other.countyCodes.some((code) => countyCodes.includes(code)));
  }

  async addIssues(batchId: number, issues: readonly BatchIssue[]): Promise<void> {
    const rows = issues.map(({ severity, sheet, row, column, code, message }) => ({
      batchId,
      severity,
      sheet,
      rowNumber: row,
      header: column.slice(0, 120),
      code,
      message: message.slice(0, 500),
    }));
    await insertInChunks(this.database.writer, ImportIssueEntity, rows);
  }

  async clearIssues(batchId: number): Promise<void> {
    await this.database.writer.delete(ImportIssueEntity, { batchId });
  }

  async issues(batchId: number, { severity, code, afterId, limit }: IssueFilter): Promise<KeptIssue[]> {
    const rows = await this.database.reader.find(ImportIssueEntity, {
      where: {
        batchId,
        ...(severity === undefined ? {} : { severity }),
        ...(code === undefined ? {} : { code }),
        ...(afterId === undefined ? {} : { id: MoreThan(afterId) }),
      },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(({ batchId: _batch, rowNumber, header, ...issue }) => ({ ...issue, row: rowNumber, column: header }));
  }

  async issueGroups(batchId: number): Promise<IssueGroup[]> {
    const rows: { severity: Severity; code: string; header: string; message: string; count: number | string }[] = await this.database.reader
      .createQueryBuilder(ImportIssueEntity, 'issue')
      .select('issue.severity', 'severity')
      .addSelect('issue.code', 'code')
      .addSelect('issue.header', 'header')
      .addSelect('MIN(issue.message)', 'message')
      .addSelect('COUNT(*)', 'count')
      .where('issue.batchId = :batchId', { batchId })
      .groupBy('issue.severity')
      .addGroupBy('issue.code')
      .addGroupBy('issue.header')
      .getRawMany();
    const groups = rows.map(({ header, count, ...group }) => ({ ...group, column: header, count: Number(count) }));
    return groups.sort((a, b) => b.count - a.count);
  }

  async addCorrections(batchId: number, corrections: readonly Correction[], by: string, at: Date): Promise<void> {
    const sealed = corrections.map((correction) => this.cipher.seal(JSON.stringify(correction)));
    await insertInChunks(
      this.database.writer,
      ImportCorrectionEntity,
      sealed.map((correction) => ({ batchId, correction, createdBy: by, createdAt: at })),
    );
  }

  async corrections(batchId: number): Promise<KeptCorrection[]> {
    const rows = await this.database.reader.find(ImportCorrectionEntity, { where: { batchId }, order: { id: 'ASC' } });
    return rows.map(({ id, correction, createdBy, createdAt }) => ({
      ...(JSON.parse(this.cipher.open(correction)) as Correction),
      id,
      createdBy,
      createdAt,
    }));
  }

  async removeCorrection(batchId: number, id: number): Promise<boolean> {
    return (await this.database.writer.delete(ImportCorrectionEntity, { batchId, id })).affected === 1;
  }

  async clearCorrections(batchId: number): Promise<void> {
    await this.database.writer.delete(ImportCorrectionEntity, { batchId });
  }

  async addChanges(batchId: number, changes: readonly PlannedChange[], sealed: boolean): Promise<void> {
    const write = (content: object): string => (sealed ? this.cipher.seal(JSON.stringify(content)) : JSON.stringify(content));
    await insertInChunks(
      this.database.writer,
      ImportChangeEntity,
      changes.map(({ type, sheet, row, identity, fields }) => ({
        batchId,
        type,
        sheet,
        rowNumber: row,
        content: write({ identity, fields }),
      })),
    );
  }

  async clearChanges(batchId: number): Promise<void> {
    await this.database.writer.delete(ImportChangeEntity, { batchId });
  }

  async changes(batchId: number, { type, afterId, limit }: ChangeFilter): Promise<KeptChange[]> {
    const rows = await this.database.reader.find(ImportChangeEntity, {
      where: { batchId, ...(type === undefined ? {} : { type }), ...(afterId === undefined ? {} : { id: MoreThan(afterId) }) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(({ id, type: found, sheet, rowNumber, content }) => ({
      ...(JSON.parse(this.opened(content)) as Pick<PlannedChange, 'identity' | 'fields'>),
      id,
      type: found,
      sheet,
      row: rowNumber,
    }));
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
    return { sheet, row, hidden: found.hidden, raw: JSON.parse(this.opened(found.raw)) as SourceRow['raw'] };
  }

  async rememberedFields(regionCode: string, kind: string): Promise<RememberedFields> {
    const rows = await this.database.reader.findBy(ImportMappingEntity, { regionCode, kind });
    return new Map(rows.map(({ fingerprint, fields }) => [fingerprint, JSON.parse(fields) as ColumnFields]));
  }

  async rememberFields(regionCode: string, kind: string, fingerprint: string, fields: ColumnFields, at: Date): Promise<void> {
    const { writer } = this.database;
    const values = { fields: JSON.stringify(fields), updatedAt: at };
    const updated = await writer.update(ImportMappingEntity, { regionCode, kind, fingerprint }, values);
    if (updated.affected === 0) await writer.insert(ImportMappingEntity, { regionCode, kind, fingerprint, ...values });
  }

  /** JSON that may be sealed. */
  private opened(text: string): string {
    return text.startsWith('{') ? text : this.cipher.open(text);
  }

  /** Changes of a batch that no figure rests on. */
  private aside<T>(work: () => Promise<T>): Promise<T> {
    return this.database.reaching([], work);
  }
}

const isInForce = (state: ImportBatch['state']): boolean => state === 'applied';
