import { Injectable } from '@nestjs/common';
import { demand, Scope, type Principal } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { RegistryStore } from '../registry/index.js';
import { matchAll, pairKey, RULESET_VERSION, type MatchOutcome } from './domain/index.js';
import { LINKS_LOCK, LinkStore } from './link.store.js';
import { holdBack } from './review/domain/index.js';
import { HeldPairs } from './review/held-pairs.js';

/** Links by status in the caller's scope; `none`: enterprises without link and candidate. */
export interface MatchingSummary {
  readonly auto: number;
  readonly review: number;
  readonly confirmed: number;
  readonly none: number;
  readonly ruleset: string;
}

/** Matches the registry against enrolment. Rivals are looked for in the whole city; only links of the caller's counties are written. */
@Injectable()
export class RunMatching {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly links: LinkStore,
    private readonly held: HeldPairs,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(principal: Principal): Promise<MatchingSummary> {
    demand(principal, 'match.decide');
    return this.database.unitOfWork(async () => {
      const { outcome, countyOf } = await this.match();
      const own = (enterpriseId: number): boolean => principal.scope.allows(countyOf(enterpriseId));
      const found = outcome.candidates.filter(({ enterpriseId }) => own(enterpriseId));
      const candidates = holdBack(found, await this.held.of(principal.scope));
      await this.links.replaceUndecided(principal.scope, countyOf, candidates, RULESET_VERSION, this.clock.now());
      const written = await this.links.list(principal.scope, {});
      const count = (status: string): number => written.filter((link) => link.status === status).length;
      return {
        auto: count('auto'),
        review: count('review'),
        confirmed: count('confirmed'),
        none: outcome.none.filter(own).length,
        ruleset: RULESET_VERSION,
      };
    }, LINKS_LOCK);
  }

  private async match(): Promise<{ outcome: MatchOutcome; countyOf: (enterpriseId: number) => string }> {
    const [regions, cityCode] = await Promise.all([this.regions.tree(), this.regions.rootCode()]);
    const city = Scope.below(cityCode, regions);
    const enterprises = await this.registry.toMatch(city);
    const units = await this.enrolment.units(cityCode);
    const decided = await this.links.decided(city);
    const pairs = (status: string): Set<string> =>
      new Set(decided.filter((link) => link.status === status).map((link) => pairKey(link.enterpriseId, link.unitId)));
    const outcome = matchAll({ enterprises, units, regions, rejected: pairs('rejected'), confirmed: pairs('confirmed') });
    const counties = new Map(enterprises.map(({ id, countyCode }) => [id, countyCode]));
    return { outcome, countyOf: (enterpriseId) => counties.get(enterpriseId) ?? '' };
  }
}
