import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { KeyPurpose } from '../sealing/key-encryption-key.js';
import { KeyStore, type KeptKey } from '../sealing/key.store.js';
import { DataKeyEntity } from './data-key.entity.js';
import { SealingKeyEntity } from './sealing-key.entity.js';

@Injectable()
export class TypeOrmKeyStore extends KeyStore {
  constructor(private readonly database: Database) {
    super();
  }

  all(): Promise<KeptKey[]> {
    return this.database.reader.find(SealingKeyEntity, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async add(key: KeptKey): Promise<void> {
    await this.database.writer.insert(SealingKeyEntity, { ...key });
  }

  async setWrapped(id: string, purpose: KeyPurpose, wrapped: string, wrappedBy: string): Promise<void> {
    await this.database.writer.update(SealingKeyEntity, { id, purpose }, { wrapped, wrappedBy });
  }

  async retire(id: string, at: Date): Promise<void> {
    await this.database.writer.update(SealingKeyEntity, { id, purpose: 'seal' }, { state: 'retired', retiredAt: at });
  }

  async destroy(id: string): Promise<void> {
    await this.database.writer.update(SealingKeyEntity, { id, purpose: 'seal' }, { state: 'destroyed', wrapped: null, wrappedBy: null });
  }

  async dataKeyId(): Promise<string | undefined> {
    return (await this.database.reader.findOneBy(DataKeyEntity, { slot: 'current' }))?.keyId;
  }

  async bindDataKey(keyId: string, at: Date): Promise<void> {
    await this.database.writer.insert(DataKeyEntity, { slot: 'current', keyId, boundAt: at });
  }

  async changeDataKey(keyId: string, at: Date): Promise<void> {
    await this.database.writer.update(DataKeyEntity, { slot: 'current' }, { keyId, boundAt: at });
  }
}
