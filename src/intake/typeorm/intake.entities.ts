import { Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  KeyIntColumn,
  LongTextColumn,
  SealedColumn,
  TextColumn,
} from '../../platform/database/index.js';
import type { BatchState, Severity } from '../domain/batch.js';
import type { ChangeType } from '../domain/changes.js';

@Entity('import_batch')
export class ImportBatchEntity {
  @IdColumn() id: number;
  @TextColumn(30) kind: string;
  @TextColumn(255) fileName: string;
  @TextColumn(64) fileHash: string;
  /** As the caller gave them; null where the workbook says it. */
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @TextColumn(7, { nullable: true }) asOf: string | null;
  @TextColumn(12) regionCode: string;
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
  /** JSON: why a person should look twice; null for batches from before alarms were kept. */
  @LongTextColumn({ nullable: true }) alarms: string | null;
  @IntColumn() errorCount: number;
  @IntColumn() warningCount: number;
  /** JSON: tables found, sheets skipped, settings. */
  @LongTextColumn() sheets: string;
  /** JSON: why the batch was rejected. */
  @LongTextColumn({ nullable: true }) rejection: string | null;
  /** JSON: what to tell about the last attempt to put the batch in force. */
  @LongTextColumn({ nullable: true }) notice: string | null;
  @TextColumn(64, { nullable: true }) planHash: string | null;
  @InstantColumn({ nullable: true }) checkedAt: Date | null;
  @TextColumn(100) createdBy: string;
  @IntColumn({ nullable: true }) createdById: number | null;
  @InstantColumn() createdAt: Date;
  @TextColumn(100, { nullable: true }) appliedBy: string | null;
  @InstantColumn({ nullable: true }) appliedAt: Date | null;
  @TextColumn(100, { nullable: true }) undoneBy: string | null;
  @InstantColumn({ nullable: true }) undoneAt: Date | null;
  @TextColumn(500, { nullable: true }) undoReason: string | null;
  /** JSON: the corrected error workbook that was merged last. */
  @LongTextColumn({ nullable: true }) correctionFile: string | null;
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
  @SealedColumn() raw: string;
}

@Entity('import_issue')
export class ImportIssueEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(7) severity: Severity;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  /** The header's words. */
  @TextColumn(120) header: string;
  @TextColumn(60) code: string;
  @TextColumn(500) message: string;
}

/** A person's correction to what a batch's workbook says; sealed, for it may be a name or an ID number. */
@Entity('import_correction')
export class ImportCorrectionEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  /** Sealed JSON. */
  @SealedColumn() correction: string;
  @TextColumn(100) createdBy: string;
  @InstantColumn() createdAt: Date;
}

/** What a planned batch would change in one record; gone once the batch is applied or given up. */
@Entity('import_change')
export class ImportChangeEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(7) type: ChangeType;
  @TextColumn(120, { nullable: true }) sheet: string | null;
  @IntColumn({ nullable: true }) rowNumber: number | null;
  /** JSON: identity and fields; sealed where the kind holds personal data. */
  @SealedColumn() content: string;
}

/** Which field each column of a header was the last time, as a region's people set it. */
@Entity('import_mapping')
export class ImportMappingEntity {
  @IdColumn() id: number;
  @TextColumn(12) regionCode: string;
  @TextColumn(30) kind: string;
  @TextColumn(64) fingerprint: string;
  /** JSON object. */
  @LongTextColumn() fields: string;
  @InstantColumn() updatedAt: Date;
}
