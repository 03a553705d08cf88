import { Entity, Index } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn, KeyIntColumn, LongTextColumn, TextColumn } from '../../../platform/database/index.js';
import type { AuditAction, AuditHead, AuditOutcome, AuditRecord, AuditRole, AuditSubjectKind } from '../domain/index.js';

/** Append-only, see the migration. */
@Entity('audit_entry')
@Index('ix_audit_entry_at', ['at'])
@Index('ix_audit_entry_user', ['userId'])
@Index('ix_audit_entry_county', ['countyCode'])
@Index('ix_audit_entry_action', ['action'])
@Index('ix_audit_entry_subject', ['subjectKind', 'subjectId'])
export class AuditEntryEntity implements AuditRecord {
  @KeyIntColumn() seq: number;
  @InstantColumn() at: Date;
  @TextColumn(60) action: AuditAction;
  @TextColumn(10) outcome: AuditOutcome;
  @TextColumn(20) subjectKind: AuditSubjectKind;
  @TextColumn(64, { nullable: true }) subjectId: string | null;
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @IntColumn({ nullable: true }) userId: number | null;
  @TextColumn(50, { nullable: true }) userName: string | null;
  @TextColumn(32) role: AuditRole;
  @TextColumn(12, { nullable: true }) regionCode: string | null;
  @TextColumn(10) channel: string;
  @TextColumn(120) source: string;
  @TextColumn(64, { nullable: true }) address: string | null;
  @TextColumn(64, { nullable: true }) requestId: string | null;
  @TextColumn(16, { nullable: true }) session: string | null;
  @LongTextColumn({ nullable: true }) before: string | null;
  @LongTextColumn({ nullable: true }) after: string | null;
  @TextColumn(500, { nullable: true }) reason: string | null;
  @TextColumn(12) keyId: string;
  @TextColumn(64) mac: string;
}

/** One row, `current`: where the trail ends, and up to which number its beginning has been purged. */
@Entity('audit_head')
export class AuditHeadEntity implements AuditHead {
  @KeyColumn(10) slot: string;
  @IntColumn() seq: number;
  @TextColumn(64) mac: string;
  @IntColumn() purgedTo: number;
}
