import { Inject, Injectable } from '@nestjs/common';
import { addDays, asLocalDate, monthOf, startOfShanghaiDay } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/index.js';
import type { AuditActor } from './domain/index.js';
import { AuditStore } from './audit.store.js';
import { AuditTrail } from './audit-trail.js';
import { checkpointValues } from './checkpoint.js';

/** Entries that one transaction removes. */
const AT_ONCE = 2_000;
const PURGE_LOCK = 'audit-purge';

/**
 * Removes what is older than the trail is kept (`AUDIT_KEEP_DAYS`, never under six months: 网络安全法 21(三)), whole months only. The last code that goes is
 * recorded in the chain first, so that the rest can still be verified.
 */
@Injectable()
export class PurgeAudit {
  constructor(
    private readonly store: AuditStore,
    private readonly trail: AuditTrail,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'auditKeepDays'>,
  ) {}

  /** Returns the last number that is past, undefined where nothing new is. */
  async run(actor: AuditActor): Promise<number | undefined> {
    const past = await this.database.unitOfWork(() => this.declare(actor), PURGE_LOCK);
    const known = (await this.store.newest('audit.purged'))?.after;
    const upTo = past ?? lastDeclared(known);
    // A purge that was interrupted is carried on.
    while (upTo !== undefined && (await this.database.unitOfWork(() => this.store.removePast(upTo, AT_ONCE)))) continue;
    return past;
  }

  private async declare(actor: AuditActor): Promise<number | undefined> {
    const before = startOfShanghaiDay(asLocalDate(`${monthOf(addDays(this.clock.today(), -this.config.auditKeepDays))}-01`));
    const firstKept = await this.store.firstSince(before);
    const last = await this.store.find((firstKept ?? 0) - 1);
    if (!last) return undefined;
    this.trail.record(actor, {
      action: 'audit.purged',
      subject: { kind: 'audit', id: last.seq },
      after: checkpointValues(last, before),
      reason: `AUDIT_KEEP_DAYS=${this.config.auditKeepDays}`,
    });
    await this.store.declarePast(last.seq);
    return last.seq;
  }
}

function lastDeclared(after: string | null | undefined): number | undefined {
  const { upTo } = JSON.parse(after ?? '{}') as { readonly upTo?: unknown };
  return typeof upTo === 'number' ? upTo : undefined;
}
