import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { PersonalDataCipher } from './personal-data.js';

/**
 * Ties the database to the data key of its first start. A process with another key (a second host with its own key file, a lost
 * file made anew) would neither open what is sealed nor find people again: it must not start.
 */
@Injectable()
export class BindDataKey {
  constructor(
    private readonly store: AccessStore,
    private readonly cipher: PersonalDataCipher,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const bound = (await this.store.dataKeyId()) ?? (await this.bind());
    if (bound === this.cipher.keyId) return;
    throw new Problem(
      'unavailable',
      'data-key-mismatch',
      '本机的数据密钥与数据库所用的不一致。请从原主机复制 data.key，或在各主机配置相同的 DATA_KEY，然后重新启动。',
    );
  }

  private async bind(): Promise<string> {
    try {
      await this.database.unitOfWork(() => this.store.bindDataKey(this.cipher.keyId, this.clock.now()));
    } catch (error) {
      // Another process, started at the same moment, was first: its key counts.
      const bound = await this.store.dataKeyId();
      if (bound === undefined) throw error;
      return bound;
    }
    return this.cipher.keyId;
  }
}
