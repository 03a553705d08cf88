import { Entity } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn } from '../../platform/database/index.js';
import type { FailureCount } from '../domain/index.js';

/** Stands for all names, or all addresses where an account is not at home. */
export const ANY = '*';

/** Failed log-ins of one name from one address; either may be `ANY`. */
@Entity('log_in_count')
export class LogInCountEntity implements FailureCount {
  @KeyColumn(22) who: string;
  @KeyColumn(45) address: string;
  @IntColumn() failures: number;
  @InstantColumn() lastFailureAt: Date;
  @InstantColumn({ nullable: true }) lockedUntil: Date | null;
}
