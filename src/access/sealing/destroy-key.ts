import { Injectable } from '@nestjs/common';
import { notFound, Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditActor } from '../audit/domain/index.js';
import { keyAct } from './key-act.js';
import { KeyStore, type KeptKey } from './key.store.js';
import { KeyUse } from './key-use.js';
import { KEYS_LOCK } from './prepare-keys.js';

const HOUR_MS = 3_600_000;
/** A process that slept, or a long unit of work, may still bring what it sealed before. */
const RETIRED_FOR_HOURS = 24;

/** Gives a key up for good. */
@Injectable()
export class DestroyKey {
  constructor(
    private readonly store: KeyStore,
    private readonly use: KeyUse,
    private readonly audit: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `not-found`, `key-not-retired`, `key-retired-lately` or `key-in-use`. */
  async run(actor: AuditActor, keyId: string): Promise<void> {
    const key = (await this.store.all()).find(({ id, purpose }) => id === keyId && purpose === 'seal');
    if (!key) throw notFound('该密钥');
    this.refuseEarly(key);
    if ((await this.use.of([keyId])).size > 0)
      throw new Problem('conflict', 'key-in-use', '仍有个人信息由这把密钥加密，不能销毁。请先执行 keys rotate，待后台任务完成后再试。', {
        keyId,
      });
    await this.database.unitOfWork(async () => {
      await this.store.destroy(keyId);
      this.audit.record(actor, keyAct({ act: 'destroy', key: keyId }));
    }, KEYS_LOCK);
  }

  private refuseEarly({ id: keyId, state, retiredAt }: KeptKey): void {
    if (state !== 'retired' || retiredAt === null)
      throw new Problem(
        'conflict',
        'key-not-retired',
        '只有已停用（retired）的密钥可以销毁。请先执行 keys rotate，待后台任务完成后再试。',
        { keyId },
      );
    if (this.clock.now().getTime() - retiredAt.getTime() < RETIRED_FOR_HOURS * HOUR_MS)
      throw new Problem('conflict', 'key-retired-lately', `密钥停用满 ${RETIRED_FOR_HOURS} 小时后才能销毁，请届时再试。`, { keyId });
  }
}
