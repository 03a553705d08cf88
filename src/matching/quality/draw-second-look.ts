import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal, type Scope } from '../../access/index.js';
import { Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { RULESET_VERSION } from '../domain/index.js';
import { LINKS_LOCK, LinkStore, type Link } from '../link.store.js';
import { drawSample, effective, MAX_SEED } from '../review/domain/index.js';
import { DecisionHistory } from '../review/history.store.js';
import { SecondLooks, type DrawnPair, type SecondLook } from './second-look.store.js';

/** How many of each kind are drawn; all where there are fewer. */
export interface DrawSizes {
  readonly automatic: number;
  readonly decided: number;
}

/** Draws a county's links at random for a second look. The seed is not the drawer's to choose; it is kept, so that the draw can be repeated. */
@Injectable()
export class DrawSecondLook {
  constructor(
    private readonly looks: SecondLooks,
    private readonly links: LinkStore,
    private readonly history: DecisionHistory,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async draw(principal: Principal, county: string, sizes: DrawSizes): Promise<SecondLook> {
    demand(principal, 'quality.draw');
    const scope = principal.scope.narrow(county);
    return this.database.unitOfWork(async () => {
      const links = [...(await this.links.list(scope, {}))].sort((a, b) => a.enterpriseId - b.enterpriseId || a.unitId - b.unitId);
      const automatic = links.filter(({ status }) => status === 'auto');
      const decided = links.filter(({ status }) => status === 'confirmed' || status === 'rejected');
      const seed = randomInt(MAX_SEED);
      const drawn = [...drawSample(automatic, sizes.automatic, seed), ...drawSample(decided, sizes.decided, seed)];
      if (drawn.length === 0) throw new Problem('conflict', 'nothing-to-draw', '该旗县区没有可抽查的自动关联或人工决定，请先匹配或审核。');
      const look = {
        countyCode: county,
        ruleset: RULESET_VERSION,
        seed,
        automaticPopulation: automatic.length,
        decidedPopulation: decided.length,
        drawnBy: principal.displayName,
        drawnAt: this.clock.now(),
      };
      // Mixed: where a pair stands shall not tell what was said of it.
      const kept = await this.looks.add(look, await this.withDeciders(scope, drawSample(drawn, drawn.length, seed)));
      this.audit.record(principal, {
        action: 'second-look.drawn',
        subject: { kind: 'sample', id: kept.id },
        county,
        after: { drawn: drawn.length, automatic: automatic.length, decided: decided.length, seed, ruleset: RULESET_VERSION },
      });
      return kept;
    }, LINKS_LOCK);
  }

  private async withDeciders(scope: Scope, links: readonly Link[]): Promise<DrawnPair[]> {
    const changes = effective(await this.history.ofEnterprises(scope, [...new Set(links.map(({ enterpriseId }) => enterpriseId))]));
    return links.map(({ enterpriseId, unitId, status, decidedBy }) => {
      const last = changes.findLast((change) => change.enterpriseId === enterpriseId && change.unitId === unitId);
      return {
        enterpriseId,
        unitId,
        earlierStatus: status,
        earlierBy: decidedBy,
        earlierById: decidedBy === null ? null : (last?.actedById ?? null),
      };
    });
  }
}
