import { Entity } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn, KeyIntColumn, SealedColumn, TextColumn } from '../../platform/database/index.js';
import type { UserRole } from '../domain/index.js';

/** The secret that a user's authenticator app has; sealed like personal data. */
@Entity('second_factor')
export class SecondFactorEntity {
  @KeyIntColumn() userId: number;
  @SealedColumn() secretSealed: string;
  /** The newest time step of which a code was used: none of it or before is taken again. */
  @IntColumn() lastStep: number;
  @InstantColumn() createdAt: Date;
}

/** A code for the day on which the phone is gone; the row goes when it is used. */
@Entity('recovery_code')
export class RecoveryCodeEntity {
  @KeyIntColumn() userId: number;
  @KeyColumn(64) codeHash: string;
}

/** A role that has to have a second factor in a city. */
@Entity('city_second_factor_role')
export class SecondFactorRoleEntity {
  @KeyColumn(12) cityCode: string;
  @KeyColumn(32) role: UserRole;
  @TextColumn(50) setBy: string;
  @InstantColumn() setAt: Date;
}
