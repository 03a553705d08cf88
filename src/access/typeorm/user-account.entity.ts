import { Entity, Unique } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, IntColumn, TextColumn } from '../../platform/database/index.js';
import type { UserAccount, UserRole } from '../domain/index.js';

@Entity('user_account')
@Unique('UQ_user_account_username', ['username'])
export class UserAccountEntity implements UserAccount {
  @IdColumn() id: number;
  @TextColumn(32) username: string;
  @TextColumn(50) displayName: string;
  @TextColumn(191) passwordHash: string;
  @InstantColumn({ nullable: true }) passwordSetAt: Date | null;
  @TextColumn(32) role: UserRole;
  @TextColumn(12) regionCode: string;
  @TextColumn(254, { nullable: true }) email: string | null;
  @FlagColumn() mustChangePassword: boolean;
  @FlagColumn() disabled: boolean;
  @InstantColumn({ nullable: true }) lastActiveAt: Date | null;
  @InstantColumn({ nullable: true }) secondFactorAt: Date | null;
  @IntColumn() version: number;
  @InstantColumn() createdAt: Date;
}
