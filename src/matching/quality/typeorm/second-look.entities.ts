import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../../../platform/database/index.js';
import type { LinkStatus } from '../../link-status.js';
import type { SecondVerdict } from '../domain/index.js';

/** A random sample of a county's links, drawn for a second look. */
@Entity('second_look')
export class SecondLookEntity {
  @IdColumn() id: number;
  @TextColumn(12) countyCode: string;
  @TextColumn(20) ruleset: string;
  @IntColumn() seed: number;
  /** How many automatic links, and how many decisions of persons, it was drawn from. */
  @IntColumn() automaticPopulation: number;
  @IntColumn() decidedPopulation: number;
  @TextColumn(100) drawnBy: string;
  @InstantColumn() drawnAt: Date;
}

/** One pair of the sample, with what was said of it before and by whom, and what the second person says. */
@Entity('second_look_item')
export class SecondLookItemEntity {
  @IdColumn() id: number;
  @IntColumn() lookId: number;
  @TextColumn(12) countyCode: string;
  @IntColumn() enterpriseId: number;
  @IntColumn() unitId: number;
  @TextColumn(10) earlierStatus: LinkStatus;
  @TextColumn(100, { nullable: true }) earlierBy: string | null;
  @IntColumn({ nullable: true }) earlierById: number | null;
  @TextColumn(10, { nullable: true }) verdict: SecondVerdict | null;
  @TextColumn(100, { nullable: true }) judgedBy: string | null;
  @IntColumn({ nullable: true }) judgedById: number | null;
  @InstantColumn({ nullable: true }) judgedAt: Date | null;
  @TextColumn(500, { nullable: true }) note: string | null;
}
