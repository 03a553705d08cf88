import { Entity } from 'typeorm';
import type { RegionLevel } from '../../kernel/index.js';
import { KeyColumn, LongTextColumn, TextColumn } from '../../platform/database/index.js';

@Entity('region')
export class RegionEntity {
  @KeyColumn(12) code: string;
  @TextColumn(60) name: string;
  @TextColumn(10) level: RegionLevel;
  @TextColumn(12, { nullable: true }) parentCode: string | null;
  /** JSON array. */
  @LongTextColumn() aliases: string;
}
