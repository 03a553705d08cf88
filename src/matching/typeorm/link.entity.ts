import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, LongTextColumn, TextColumn } from '../../platform/database/index.js';
import type { LinkStatus } from '../link-status.js';

@Entity('enterprise_unit_link')
export class LinkEntity {
  @IdColumn() id: number;
  @IntColumn() enterpriseId: number;
  @IntColumn() unitId: number;
  @TextColumn(12) countyCode: string;
  @TextColumn(10) status: LinkStatus;
  @TextColumn(1) tier: string;
  @TextColumn(20) relation: string;
  /** Thousandths. */
  @IntColumn() score: number;
  @IntColumn() rank: number;
  @TextColumn(500) reason: string;
  /** JSON array. */
  @LongTextColumn() evidence: string;
  @TextColumn(20) ruleset: string;
  @TextColumn(100, { nullable: true }) decidedBy: string | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @TextColumn(500, { nullable: true }) note: string | null;
  @IntColumn() version: number;
  @InstantColumn() updatedAt: Date;
}
