import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { monthOf, type LocalDate } from '../kernel/index.js';
import { EnrolmentStore, type EnrolmentUnit, type InsuredUnit, type UnitPage } from './enrolment.store.js';

/** `insured`: null before the unit's first 工伤保险 record. */
export interface ListedUnit {
  readonly unit: EnrolmentUnit;
  readonly insured: InsuredUnit | null;
}

/**
 * The insured units and how many people they insure as of a day, page by page. A county gets the units whose 参保区划 it is; the whole city all of
 * its pooling area, also those that name no county.
 */
@Injectable()
export class ListUnits {
  constructor(private readonly store: EnrolmentStore) {}

  /** Throws Problem `right-missing` or, for a county outside of the scope, `not-found`. */
  async page(principal: Principal, asOf: LocalDate, county: string | undefined, page: UnitPage): Promise<ListedUnit[]> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(county);
    const isEverywhere = (county ?? principal.regionCode) === scope.city;
    const units = await this.store.unitPage(scope.city, isEverywhere ? 'everywhere' : scope, page);
    const insured = await this.store.insuredAsOf(
      units.map(({ id }) => id),
      monthOf(asOf),
    );
    return units.map((unit) => ({ unit, insured: insured.get(unit.id) ?? null }));
  }
}
