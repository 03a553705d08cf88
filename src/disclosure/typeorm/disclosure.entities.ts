import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, SealedColumn, TextColumn } from '../../platform/database/index.js';
import type { ExportKind, ExportState } from '../domain/index.js';

/** Who asked for a file with personal data, and what became of it. */
@Entity('export_request')
export class ExportRequestEntity {
  @IdColumn() id: number;
  @TextColumn(20) kind: ExportKind;
  @TextColumn(60) subject: string;
  @TextColumn(255) title: string;
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @TextColumn(12) regionCode: string;
  /** Sealed text: people name people in it. */
  @SealedColumn() reason: string;
  @TextColumn(10) state: ExportState;
  @IntColumn() requestedById: number;
  @TextColumn(100) requestedBy: string;
  @InstantColumn() requestedAt: Date;
  @TextColumn(100, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  /** Sealed text. */
  @SealedColumn({ nullable: true }) decisionReason: string | null;
  @IntColumn() downloads: number;
  @IntColumn() version: number;
}

/** That a user looked at a person in the clear: to know how often. What was looked at stands in the audit trail. */
@Entity('personal_look')
export class PersonalLookEntity {
  @IdColumn() id: number;
  @IntColumn() userId: number;
  @InstantColumn() lookedAt: Date;
}
