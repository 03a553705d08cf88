import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn, TextColumn } from '../../platform/database/index.js';
import type { KeyPurpose } from '../sealing/key-encryption-key.js';
import type { KeptKey, KeyState } from '../sealing/key.store.js';

/** The keys that personal data are sealed and indexed with, each wrapped by the installation's data key. */
@Entity('sealing_key')
export class SealingKeyEntity implements KeptKey {
  @KeyColumn(8) id: string;
  @KeyColumn(8) purpose: KeyPurpose;
  @TextColumn(20) algorithm: string;
  @TextColumn(10) state: KeyState;
  @TextColumn(300, { nullable: true }) wrapped: string | null;
  @TextColumn(20, { nullable: true }) wrappedBy: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() activeFrom: Date;
  @InstantColumn({ nullable: true }) retiredAt: Date | null;
}
