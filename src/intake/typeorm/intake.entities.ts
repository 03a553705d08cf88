import { Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  KeyIntColumn,
  LongTextColumn,
  TextColumn,
} from '../../platform/database/index.js';
import type { BatchState } from '../domain/batch.js';

@Entity('import_batch')
export class ImportBatchEntity {
  @IdColumn() id: number;
  @TextColumn(30) kind: string;
  @TextColumn(255) fileName: string;
  @TextColumn(64) fileHash: string;
  /** As the caller gave them; null where the workbook says it. */
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @TextColumn(7, { nullable: true }) asOf: string | null;
  /** Hash of kind, bytes, county, month and the region of who imports: the same import is the same batch. */
  @TextColumn(64) purpose: string;
  /** JSON array of the counties that the batch touches. */
  @LongTextColumn() countyCodes: string;
  @TextColumn(10) state: BatchState;
  @IntColumn() rowCount: number;
  @IntColumn() newCount: number;
  @IntColumn() changedCount: number;
  @IntColumn() unchangedCount: number;
  @IntColumn() missingCount: number;
  /** JSON array of row errors. */
  @LongTextColumn() errors: string;
  /** JSON array of row warnings. */
  @LongTextColumn() warnings: string;
  @TextColumn(100) createdBy: string;
  @InstantColumn() createdAt: Date;
  @TextColumn(100, { nullable: true }) appliedBy: string | null;
  @InstantColumn({ nullable: true }) appliedAt: Date | null;
  @IntColumn() version: number;
}

/** A row of an applied workbook as it was typed: where every number can be traced to. */
@Entity('source_row')
export class SourceRowEntity {
  @KeyIntColumn() batchId: number;
  @KeyColumn(120) sheet: string;
  @KeyIntColumn() rowNumber: number;
  @FlagColumn() hidden: boolean;
  /** JSON object header -> text as typed; sealed where the kind holds personal data. */
  @LongTextColumn() raw: string;
}
