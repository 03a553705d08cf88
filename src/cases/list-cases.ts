import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { CaseStore, type KeptCase } from './case.store.js';

export interface CasePage {
  readonly skip: number;
  readonly limit: number;
}

export interface ListedCases {
  readonly total: number;
  readonly cases: readonly KeptCase[];
}

/** Disease cases in force, the newest diagnosis first. A city has hundreds of them, so a page is cut from the whole list. */
@Injectable()
export class ListCases {
  constructor(
    private readonly store: CaseStore,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `right-missing` or, for a county outside of the scope, `not-found`. */
  async page(principal: Principal, county: string | undefined, { skip, limit }: CasePage): Promise<ListedCases> {
    demand(principal, 'data.read');
    const all = (await this.store.diagnosedBy(principal.scope.narrow(county), this.clock.today())).reverse();
    return { total: all.length, cases: all.slice(skip, skip + limit) };
  }
}
