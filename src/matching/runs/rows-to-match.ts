import { Injectable } from '@nestjs/common';
import type { Scope } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { RegistryStore } from '../../registry/index.js';
import type { Side, Source } from '../engine/segment.js';
import type { FoundCandidates } from './candidate.store.js';

/** Reads what is to be matched: the enterprises and the units of a whole city. */
@Injectable()
export class RowsToMatch {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  /** Those with ids from `first` to `last`, ascending. */
  async among(city: Scope, side: Side, first: number, last: number): Promise<readonly Source[]> {
    if (side === 'unit') return this.enrolment.unitsAmong(city.city, first, last);
    return this.registry.toMatchAmong(city, first, last);
  }

  /** Those of the ids, which ascend. */
  async of(city: Scope, side: Side, ids: readonly number[]): Promise<readonly Source[]> {
    if (ids.length === 0) return [];
    if (side === 'unit') return this.enrolment.unitsToMatch(city.city, ids);
    return this.registry.toMatchOf(city, ids);
  }

  /** What was found without enterprises and units that are not there any more; null where all of them are. */
  async stillThere(scope: Scope, found: readonly FoundCandidates[]): Promise<FoundCandidates[] | null> {
    const ascending = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
    const unitIds = ascending(found.flatMap(({ candidates }) => candidates.map(({ unitId }) => unitId)));
    const units = new Set((await this.enrolment.unitsById(unitIds)).map(({ id }) => id));
    const enterpriseIds = ascending(found.map(({ enterpriseId }) => enterpriseId));
    const enterprises = new Set((await this.registry.details(scope, enterpriseIds)).map(({ id }) => id));
    if (units.size === unitIds.length && enterprises.size === enterpriseIds.length) return null;
    return found.flatMap((each) =>
      enterprises.has(each.enterpriseId) ? [{ ...each, candidates: each.candidates.filter(({ unitId }) => units.has(unitId)) }] : [],
    );
  }
}
