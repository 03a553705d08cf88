import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { RULESET_VERSION } from '../domain/index.js';
import { qualityOf, type Quality } from './domain/index.js';
import { SecondLooks } from './second-look.store.js';

export interface CountyQuality extends Quality {
  readonly countyCode: string;
}

/** How often second looks find errors, county by county. Samples of earlier rules say nothing of today's links and do not count. */
@Injectable()
export class MeasureQuality {
  constructor(private readonly looks: SecondLooks) {}

  async byCounty(principal: Principal, county: string | undefined): Promise<CountyQuality[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(county);
    const [looks, items] = await Promise.all([this.looks.list(scope), this.looks.items(scope)]);
    const current = new Set(looks.filter(({ ruleset }) => ruleset === RULESET_VERSION).map(({ id }) => id));
    return scope.countyCodes.map((countyCode) => ({
      countyCode,
      ...qualityOf(items.filter((item) => item.countyCode === countyCode && current.has(item.lookId))),
    }));
  }
}
