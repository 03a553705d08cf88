import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/index.js';
import { describeError } from '../../../platform/logging/describe-error.js';
import { log } from '../../../platform/logging/log.js';
import { AuditKey } from '../audit-key.js';
import { AuditTrail } from '../audit-trail.js';
import type { AuditActor, AuditEntry } from '../domain/index.js';
import { recordOf, type UnchainedRecord } from '../record-of.js';
import { AuditEntryEntity, AuditHeadEntity } from './audit.entities.js';

const CURRENT = { slot: 'current' } as const;

@Injectable()
export class TypeOrmAuditTrail extends AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly key: AuditKey,
  ) {
    super();
  }

  record(actor: AuditActor, entry: AuditEntry): void {
    const record = recordOf(actor, entry, 'done', this.clock.now());
    this.database.beforeCommit(() => this.append(record));
  }

  async recordRefused(actor: AuditActor, entry: AuditEntry): Promise<void> {
    if (this.database.inUnitOfWork) throw new Error('What is refused is recorded after its unit of work, which takes back what it wrote.');
    const record = recordOf(actor, entry, 'refused', this.clock.now());
    try {
      await this.database.unitOfWork(() => this.append(record));
    } catch (error) {
      log.error({ action: entry.action, error: describeError(error) }, 'a refusal could not be recorded');
    }
  }

  /** Raising the number first locks the head until the commit: nobody else's entry comes between, in no process, and what is read then is the newest. */
  private async append(record: UnchainedRecord): Promise<void> {
    const { writer } = this.database;
    await writer.increment(AuditHeadEntity, CURRENT, 'seq', 1);
    const { seq, mac: previous } = await writer.findOneByOrFail(AuditHeadEntity, CURRENT);
    const { chain } = this.key;
    const chained = { ...record, seq, keyId: chain.keyId };
    const mac = chain.codeOf(chained, previous);
    await writer.insert(AuditEntryEntity, { ...chained, mac });
    await writer.update(AuditHeadEntity, CURRENT, { mac });
  }
}
