import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { EnrolmentStore } from '../../enrolment/index.js';
import { RegionSource } from '../../geography/index.js';
import type { RegionTree } from '../../kernel/index.js';
import { RegistryStore } from '../../registry/index.js';
import type { MatchingRun } from './matching-run.js';

type Extent = Pick<MatchingRun, 'lastEnterpriseId' | 'lastUnitId' | 'regionCode' | 'regionsPrint' | 'wholeCity'>;

/** What there is to match, and for whom. */
@Injectable()
export class MatchedSides {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly regions: RegionSource,
  ) {}

  async now({ regionCode }: Principal): Promise<Extent> {
    const [lastEnterpriseId, lastUnitId] = [await this.registry.lastEnterpriseId(), await this.enrolment.lastUnitId()];
    const [tree, root] = [await this.regions.tree(), await this.regions.rootCode()];
    return { lastEnterpriseId, lastUnitId, regionCode, regionsPrint: printOf(tree), wholeCity: regionCode === root };
  }

  /** Whether all counties of the run are the principal's. */
  async isWithin({ regionCode }: MatchingRun, { scope }: Principal): Promise<boolean> {
    return (await this.regions.tree()).counties(regionCode).every(({ code }) => scope.allows(code));
  }
}

const printOf = ({ regions }: RegionTree): string => createHash('sha256').update(JSON.stringify(regions)).digest('hex');
