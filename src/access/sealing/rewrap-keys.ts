import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/index.js';
import { promoteNextKey, readDataKey, stageNextKey } from '../data-key.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditActor } from '../audit/domain/index.js';
import { DataKeyHolder } from './data-key-holder.js';
import { keyAct } from './key-act.js';
import { KeyEncryptionKey } from './key-encryption-key.js';
import { KeyStore } from './key.store.js';
import { dataKeyMismatch, secretOf } from './load-keys.js';
import { KEYS_LOCK } from './prepare-keys.js';

/** Changes the data key: all keys are wrapped anew in one transaction; nothing that is sealed changes. */
@Injectable()
export class RewrapKeys {
  constructor(
    private readonly store: KeyStore,
    private readonly dataKey: DataKeyHolder,
    private readonly audit: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'dataKey'>,
  ) {}

  /** Makes a new key file. The new key is on disk before the database names it; a crash in between is mended by the next start. */
  async withNewKeyFile(actor: AuditActor): Promise<string> {
    if (this.config.dataKey !== undefined)
      throw new Problem(
        'invalid',
        'new-key-needed',
        '数据密钥由 DATA_KEY 配置：请用 --new-key-file 指定写有新密钥（64 位十六进制）的文件。',
      );
    const next = new KeyEncryptionKey(await stageNextKey(this.config.dataDir));
    await this.wrapAll(actor, next);
    await promoteNextKey(this.config.dataDir);
    return next.id;
  }

  /** For an installation whose key comes from `DATA_KEY`: it has to be set to the new one before any process starts again. */
  async withKeyOf(actor: AuditActor, path: string): Promise<string> {
    if (this.config.dataKey === undefined)
      throw new Problem('invalid', 'new-key-unwanted', '数据密钥由 data.key 文件保存，新密钥会自动生成，请去掉 --new-key-file。');
    const next = new KeyEncryptionKey(await readDataKey(path));
    await this.wrapAll(actor, next);
    return next.id;
  }

  private async wrapAll(actor: AuditActor, next: KeyEncryptionKey): Promise<void> {
    if (next.id === this.dataKey.current.id) throw new Problem('invalid', 'new-key-same', '新密钥与现在的相同，请换一把。');
    await this.database.unitOfWork(async () => {
      for (const key of await this.store.all()) {
        if (key.state === 'destroyed') continue;
        const secret = secretOf(key, this.dataKey);
        if (!secret) throw dataKeyMismatch();
        await this.store.setWrapped(key.id, key.purpose, next.wrap(key, secret), next.id);
      }
      await this.store.changeDataKey(next.id, this.clock.now());
      this.audit.record(actor, keyAct({ act: 'rewrap', key: next.id }));
    }, KEYS_LOCK);
    this.dataKey.use(next);
  }
}
