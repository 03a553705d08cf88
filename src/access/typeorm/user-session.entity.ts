import { Entity, Index } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn } from '../../platform/database/index.js';
import type { UserSession } from '../domain/index.js';

@Entity('user_session')
@Index('IX_user_session_userId', ['userId'])
export class UserSessionEntity implements UserSession {
  @KeyColumn(64) tokenHash: string;
  @IntColumn() userId: number;
  @InstantColumn() createdAt: Date;
  @InstantColumn() lastSeenAt: Date;
  @InstantColumn() expiresAt: Date;
}
