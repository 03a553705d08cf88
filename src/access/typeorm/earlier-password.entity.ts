import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../../platform/database/index.js';

/** A password that was set; only the newest of a user are kept. */
@Entity('earlier_password')
@Index('IX_earlier_password_userId', ['userId'])
export class EarlierPasswordEntity {
  @IdColumn() id: number;
  @IntColumn() userId: number;
  @TextColumn(191) passwordHash: string;
  @InstantColumn() setAt: Date;
}
