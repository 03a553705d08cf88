import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, LongTextColumn, TextColumn } from '../../../platform/database/index.js';
import type { LinkStatus } from '../../link-status.js';
import type { ActKind } from '../domain/index.js';

/** What a person did in one go. Only ever added. */
@Entity('match_act')
export class MatchActEntity {
  @IdColumn() id: number;
  @TextColumn(20) kind: ActKind;
  @TextColumn(100) actedBy: string;
  @IntColumn({ nullable: true }) actedById: number | null;
  @InstantColumn() actedAt: Date;
  @TextColumn(500, { nullable: true }) note: string | null;
}

/** What an act changed in one pair, and what both sides were called then. Only ever added. */
@Entity('match_change')
export class MatchChangeEntity {
  @IdColumn() id: number;
  @IntColumn() actId: number;
  @TextColumn(12) countyCode: string;
  @IntColumn() enterpriseId: number;
  @TextColumn(191) enterpriseKey: string;
  @TextColumn(18, { nullable: true }) enterpriseCode: string | null;
  /** Null where the act speaks of the whole entry (unsure). */
  @IntColumn({ nullable: true }) unitId: number | null;
  @TextColumn(40, { nullable: true }) unitNo: string | null;
  @TextColumn(200, { nullable: true }) unitName: string | null;
  @TextColumn(191, { nullable: true }) unitKey: string | null;
  @TextColumn(18, { nullable: true }) unitCode: string | null;
  /** Null where there was no link. */
  @TextColumn(10, { nullable: true }) fromStatus: LinkStatus | null;
  /** Null where there is no link any more. */
  @TextColumn(10, { nullable: true }) toStatus: LinkStatus | null;
  /** JSON: the link as it was. */
  @LongTextColumn({ nullable: true }) before: string | null;
  @IntColumn({ nullable: true }) undoesId: number | null;
}
