import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../../access/index.js';
import { notFound, Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { LINKS_LOCK } from '../link.store.js';
import { ChangeLinks, keptOf } from '../review/change-links.js';
import { ReviewedLinks } from '../review/reviewed-links.store.js';
import { isError, type SecondVerdict } from './domain/index.js';
import { SecondLooks, type SecondLookItem } from './second-look.store.js';

/** Another person looks at a pair again, without knowing what was said of it. An error puts the pair back before the reviewer. */
@Injectable()
export class JudgeSecondLook {
  constructor(
    private readonly looks: SecondLooks,
    private readonly links: ReviewedLinks,
    private readonly changes: ChangeLinks,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `second-look-own-decision` or `second-look-judged`. */
  async judge(principal: Principal, itemId: number, verdict: SecondVerdict, note: string | null): Promise<SecondLookItem> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const item = await this.looks.item(principal.scope, itemId);
      if (!item) throw notFound('该复核条目');
      if (isOwn(item, principal))
        throw new Problem('forbidden', 'second-look-own-decision', '该匹配原由您本人决定，抽查复核须由他人进行，请交给其他审核人。');
      const { displayName: judgedBy, userId: judgedById } = principal;
      const judgement = { verdict, judgedBy, judgedById, judgedAt: this.clock.now(), note };
      if (!(await this.looks.judge(itemId, judgement)))
        throw new Problem('conflict', 'second-look-judged', '该条已由他人复核，结论不再更改，请继续下一条。', {
          judgedAt: item.judgedAt,
        });
      const judged = { ...item, ...judgement };
      this.audit.record(principal, {
        action: 'second-look.judged',
        subject: { kind: 'sample', id: itemId },
        county: item.countyCode,
        before: { enterpriseId: item.enterpriseId, unitId: item.unitId, verdict: null },
        after: { enterpriseId: item.enterpriseId, unitId: item.unitId, verdict },
        reason: note,
      });
      if (isError(judged)) await this.reopen(principal, judged);
      return judged;
    }, LINKS_LOCK);
  }

  /** What has been decided anew since the draw is not touched: the error was in what was drawn. */
  private async reopen(principal: Principal, { enterpriseId, unitId, earlierStatus, note }: SecondLookItem): Promise<void> {
    const links = await this.links.ofEnterprises(principal.scope, [enterpriseId]);
    const from = links.find((link) => link.unitId === unitId && link.status === earlierStatus);
    if (!from) return;
    const to = { ...keptOf(from), status: 'review' as const, decidedBy: null, decidedAt: null, note: null };
    await this.changes.carryOut(principal, { kind: 'second-look', note }, [{ from, to }]);
  }
}

/** Accounts tell people apart; where the deciding account is not known, the name has to do. */
export const isOwn = ({ earlierBy, earlierById }: SecondLookItem, { userId, displayName }: Principal): boolean =>
  earlierById === null ? earlierBy === displayName : earlierById === userId;
