import { Inject, Injectable } from '@nestjs/common';
import { RegionSource } from '../../geography/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { CipherProfile, Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/jobs/index.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditActor } from '../audit/domain/index.js';
import { DataKeyHolder } from './data-key-holder.js';
import { KeyStore, type KeptKey } from './key.store.js';
import { KNOWN_AFTER_MS } from './load-keys.js';
import { keyAct } from './key-act.js';
import { newSealKey } from './new-keys.js';
import { KEYS_LOCK } from './prepare-keys.js';
import { RESEAL } from './reseal.job.js';

/** Until then, units of work that began with the old key have ended as a rule; what they leave, the last check finds. */
const RESEAL_AFTER_MS = 60_000;

/** Makes a new key for everything that is sealed from a minute on, and has a job seal anew what older keys have sealed. */
@Injectable()
export class RotateKey {
  constructor(
    private readonly store: KeyStore,
    private readonly dataKey: DataKeyHolder,
    private readonly queue: JobQueue,
    private readonly regions: RegionSource,
    private readonly audit: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'cipherProfile'>,
  ) {}

  /** By the algorithms of `CIPHER_PROFILE`: changing the profile is a rotation. */
  async run(actor: AuditActor, profile: CipherProfile = this.config.cipherProfile): Promise<KeptKey> {
    const now = this.clock.now();
    const activeFrom = new Date(now.getTime() + KNOWN_AFTER_MS);
    const key = newSealKey(profile, this.dataKey.current, now, activeFrom);
    const owner = await this.regions.ownerOfAll();
    await this.database.unitOfWork(async () => {
      await this.store.add(key);
      this.audit.record(actor, keyAct({ act: 'rotate', key: key.id, algorithm: key.algorithm }));
      const runAt = new Date(activeFrom.getTime() + RESEAL_AFTER_MS);
      await this.queue.enqueue(RESEAL, { key: key.id, owner, payload: { keyId: key.id }, runAt });
    }, KEYS_LOCK);
    return key;
  }
}
